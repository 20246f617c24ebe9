import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { exitCodes, type ExitCode, type PlatformCommand } from "../command";
import { processContext, type Context } from "../context";
import { eksPlace } from "../eks";
import { findEnvironment } from "../environment";
import { Failure, runToExit } from "../failure";
import { helpText } from "../help";
import { kubeconfigOf } from "../kubeconfig/entry";
import { fetchEntry } from "../kubeconfig/fetch";
import { writePrivate } from "../kubeconfig/file";
import { tunnelInstance } from "../tunnel/instance";
import { startProxy } from "../tunnel/proxy";
import { openSession } from "../tunnel/session";

const help = helpText({
  about:
    "Opens the way to a cluster on EKS whose API is inside its network: a session of AWS Systems Manager through the environment's tunnel instance, and a proxy on this machine that leads to the API and nowhere else. A command after -- runs with it, and the tunnel closes with the command; without one it stays open until Ctrl-C.\nKUBE_PROXY_URL is for Terraform, and KUBECONFIG for kubectl and helm.",
  examples: [
    "npm run platform -- tunnel production -- kubectl get nodes",
    "npm run platform -- tunnel production -- \\\n    npx cdktf deploy production-bootstrap",
    "npm run platform -- tunnel production",
  ],
});

/** `platform tunnel` */
export const command: PlatformCommand = {
  define: (tunnel, exit) =>
    tunnel
      .argument("<environment>", "name of a file in environments/, without .yaml")
      .argument("[command...]", "after --, what to run with the tunnel open")
      .addHelpText("after", help)
      .action(async (name: string, typed: readonly string[]) => {
        const context = processContext();
        await runToExit(context, exit, () => openTunnel(context, name, typed));
      }),
};

/** Opens the tunnel of an environment, and runs a command with it. */
export async function openTunnel(context: Context, name: string, typed: readonly string[]): Promise<ExitCode> {
  const found = findEnvironment(context.root, name);
  const { environment, organization } = found;
  if (environment.kind !== "eks") throw new Failure(`${name} runs on ${environment.kind}: its API needs no tunnel.`);
  const entry = await fetchEntry(context, found);
  const { hostname: host, port } = new URL(String(entry.cluster["server"]));
  const place = eksPlace(environment, organization);
  const instance = await tunnelInstance(context.env, place, name);
  const destination = { region: place.region, instance, host, port: Number(port || 443) };
  const session = await openSession(context.env, destination);
  const folder = mkdtempSync(join(tmpdir(), "platform-tunnel-"));
  try {
    const proxy = await startProxy({ ...destination, through: session.port });
    try {
      const kubeconfig = join(folder, "kubeconfig");
      const through = { ...entry, cluster: { ...entry.cluster, "proxy-url": proxy.url } };
      writePrivate(kubeconfig, stringify(kubeconfigOf(through), { lineWidth: 0 }));
      const env = { KUBE_PROXY_URL: proxy.url, KUBECONFIG: kubeconfig };
      return typed.length > 0 ? await runWith(context, typed, env) : await holdOpen(context, name, env, session.ended);
    } finally {
      await proxy.close();
    }
  } finally {
    await session.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs what somebody typed, and ends as it ends. */
function runWith(
  { env }: Context,
  [program = "", ...args]: readonly string[],
  added: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { env: { ...env, ...added }, stdio: "inherit" });
    child.on("error", () => fail(new Failure(`${program} is not on the PATH.`)));
    child.on("close", (status) => done(status === 0 ? exitCodes.ok : exitCodes.failed));
  });
}

/** Says how to use the tunnel, and waits until somebody closes it. */
async function holdOpen(
  { tell }: Context,
  name: string,
  env: Readonly<Record<string, string>>,
  ended: Promise<string>,
): Promise<ExitCode> {
  const lines = Object.entries(env).map(([key, value]) => `  export ${key}=${value}`);
  tell(`The tunnel to ${name} is open until Ctrl-C. In another shell:\n${lines.join("\n")}`);
  const interrupted = new Promise<undefined>((done) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => done(undefined));
  });
  const said = await Promise.race([ended, interrupted]);
  if (said === undefined) return exitCodes.ok;
  throw new Failure(`The session has ended: ${said}`);
}
