import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment, Platform } from "../../config";
import { entryText } from "../../config/edit";
import type { Context } from "../context";
import { Failure } from "../failure";
import { answers } from "./answers";
import { environmentCalled } from "./environment-file";
import { environmentText, type Server } from "./environment-text";
import type { Made, NewOptions } from "./options";

/** Keys of the other environment that go with its versions. */
const COPIED = ["extends", "dns", "gitops", "components", "applications", "tenants"];

/** The file of an environment, with the versions of another one. */
export async function newEnvironment(
  context: Context,
  platform: Platform,
  name: string,
  options: NewOptions,
): Promise<Made> {
  const file = `environments/${name}.yaml`;
  if (existsSync(join(context.root, file))) throw new Failure(`${file} is there already.`);
  const { environments, organization } = platform;
  const [kind = "", from = "", domain = ""] = await answers(context, [
    {
      flag: "--kind",
      question: "What it runs on (k3d: containers on this machine; k3s: machines by SSH)",
      given: options.kind,
    },
    {
      flag: "--from",
      question: `The environment whose versions it begins with (${environments.map((one) => one.name).join(", ")})`,
      given: options.from,
    },
    { flag: "--domain", question: "Its domain", given: options.domain, usual: `${name}.${organization.domain}` },
  ]);
  if (kind !== "k3d" && kind !== "k3s") throw new Failure(`--kind "${kind}" is neither k3d nor k3s.`);
  const base = environmentCalled(platform, from);
  if (base.kind === "eks") {
    throw new Failure(`${from} runs on EKS and has no version of k3s to begin with. Choose another for --from.`);
  }
  const baseText = readFileSync(join(context.root, `environments/${from}.yaml`), "utf8");
  const copied = Object.fromEntries(
    COPIED.map((key) => {
      const text = entryText(baseText, key) ?? "";
      return [key, staysAsItIs(key, base, domain) ? text : text.replaceAll(base.domain, domain)];
    }),
  );
  const text = environmentText({
    name,
    domain,
    from,
    version: base.cluster.version,
    copied,
    ...(kind === "k3d"
      ? { kind, ports: freePorts(environments) }
      : { kind, servers: await servers(context, options.server) }),
  });
  // What extends the profile of a group is in its stage already.
  const isGrouped = platform.stages.some((stage) => stage.name !== from && stage.environments.includes(from));
  return {
    texts: new Map([[file, text]]),
    next: [
      ...(isGrouped
        ? []
        : [`put ${name} into "promotion" of environments/organization.yaml, where versions are to pass through it`]),
      "git add --all, git commit",
      `npm run platform -- status ${name}`,
    ],
  };
}

/** Host names of the other environment become this one's; the repository is the same, and so is a zone that holds both. */
function staysAsItIs(key: string, { dns }: Environment, domain: string): boolean {
  return key === "gitops" || (key === "dns" && dns !== undefined && `.${domain}`.endsWith(`.${dns.zone}`));
}

async function servers(context: Context, given: readonly string[] | undefined): Promise<Server[]> {
  if (given !== undefined) return given.map(serverOf);
  const [name = "", address = "", hostKey = ""] = await answers(context, [
    { flag: "--server", question: "The first server's node name", given: undefined, usual: context.ask && "server-1" },
    { flag: "--server", question: "Its IPv4 address", given: undefined },
    { flag: "--server", question: "Its SSH host key (ssh-keyscan -t ecdsa <address>)", given: undefined },
  ]);
  return [{ name, address, hostKey }];
}

function serverOf(text: string): Server {
  const [, name, address, hostKey] = /^(\S+) (\S+) (\S+ \S+)$/.exec(text) ?? [];
  if (name === undefined || address === undefined || hostKey === undefined) {
    throw new Failure(`--server "${text}" is not of the form "server-1 192.0.2.31 ecdsa-sha2-nistp256 AAAA…".`);
  }
  return { name, address, hostKey };
}

/** Ports of this machine that no other k3d cluster has. */
function freePorts(environments: readonly Environment[]): { readonly api: number; readonly registry: number } {
  const taken = environments.flatMap(({ cluster }) =>
    "apiPort" in cluster ? [cluster.apiPort, cluster.registryPort] : [],
  );
  const free = (port: number): number => (taken.includes(port) ? free(port + 1) : port);
  return { api: free(6550), registry: free(5001) };
}
