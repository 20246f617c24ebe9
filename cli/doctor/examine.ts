import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Environment, Platform } from "../../config";
import { localStatePath } from "../../stacks/state-key";
import type { Context } from "../context";
import { machinesOf } from "../k3s/machines";
import { dockerFaults } from "../k3d";
import { runProgram } from "../run-program";
import { agentKeys } from "../ssh-agent";
import { missingSecrets } from "../status/collect";
import type { Finding } from "./finding";
import { hostKeyFinding } from "./host-keys";
import { engineFinding, installerOf, nodeFinding, toolFinding } from "./tools";

/** What is looked at: the environments that somebody works with from this machine. */
export interface Scope {
  readonly platform: Platform;
  readonly environments: readonly Environment[];
  /** Whether one was named, so that its secrets are of interest. */
  readonly named: boolean;
}

/** Looks at this machine. */
export async function examine(context: Context, scope: Scope): Promise<readonly Finding[]> {
  const installer = await installerOf(context);
  const kinds = new Set(scope.environments.map(({ kind }) => kind));
  const found: (Finding | undefined)[] = [
    nodeFinding(process.versions.node, wantedNode(context.root), installer),
    await engineFinding(context, installer),
    engineConfiguration(context.env),
    await toolFinding(context, installer, "git", { args: ["--version"] }),
  ];
  if (kinds.has("k3s")) {
    found.push(await toolFinding(context, installer, "ssh", { args: ["-V"] }), await agentFinding(context.env));
  }
  if (kinds.has("k3d")) {
    found.push(
      await toolFinding(context, installer, "k3d", { args: ["version"] }),
      await toolFinding(context, installer, "docker", { args: ["--version"] }),
      await dockerFinding(context.env),
    );
  }
  const kubectl = { args: ["version", "--client"], optional: "looking into a cluster" };
  found.push(await toolFinding(context, installer, "kubectl", kubectl), await stateFinding(context, scope));
  if (scope.named) found.push(...scope.environments.map((environment) => secretsFinding(context.env, environment)));
  found.push(...(await hostKeyFindings(context, scope)));
  return found.filter((finding) => finding !== undefined);
}

const packageFile = z.object({ engines: z.object({ node: z.string() }) });

function wantedNode(root: string): string {
  const content: unknown = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return packageFile.parse(content).engines.node.replace(/^\D+/, "");
}

function engineConfiguration(env: NodeJS.ProcessEnv): Finding | undefined {
  const file = env["TF_CLI_CONFIG_FILE"];
  if (!file || existsSync(file)) return undefined;
  const detail = `${file} is not there; the engine goes on without its settings`;
  return {
    name: "TF_CLI_CONFIG_FILE",
    state: "missing",
    detail,
    fix: "Correct the path, or: unset TF_CLI_CONFIG_FILE",
  };
}

async function agentFinding(env: NodeJS.ProcessEnv): Promise<Finding> {
  const agent = await agentKeys(env);
  if (agent.kind !== "keys") return { name: "ssh-agent", state: "missing", detail: agent.what, fix: agent.fix };
  return { name: "ssh-agent", state: "ok", detail: `${String(agent.count)} keys` };
}

async function dockerFinding(env: NodeJS.ProcessEnv): Promise<Finding | undefined> {
  const fault = (await dockerFaults(env)).find(({ what }) => what.startsWith("Docker"));
  return fault && { name: "docker", state: "missing", detail: fault.what, fix: fault.fix };
}

function secretsFinding(env: NodeJS.ProcessEnv, environment: Environment): Finding {
  const missing = missingSecrets(env, environment).map((name) => `TF_VAR_${name}`);
  const [first] = missing;
  const name = `variables of ${environment.name}`;
  if (first === undefined) return { name, state: "ok", detail: "all that it needs are set" };
  return { name, state: "missing", detail: `not set: ${missing.join(", ")}`, fix: `export ${first}=…` };
}

/** State holds secrets of its providers: kept beside the code, it must never be committed. */
async function stateFinding({ env, root }: Context, { environments }: Scope): Promise<Finding | undefined> {
  const local = environments.find(({ state }) => state.backend === "local");
  if (!local) return undefined;
  const file = join(root, ".state", localStatePath(local.name).split("/").at(-1) ?? "");
  const ended = await runProgram("git", ["-C", root, "check-ignore", "-q", file], { env, timeoutSeconds: 30 });
  if (ended.kind !== "ended" || ended.status > 1) return undefined; // no git, or no repository
  if (ended.status === 0) return { name: ".state", state: "ok", detail: "ignored by git" };
  return {
    name: ".state",
    state: "missing",
    detail: "not ignored by git",
    fix: "Put the line .state/ into .gitignore.",
  };
}

async function hostKeyFindings(context: Context, { platform, environments }: Scope): Promise<(Finding | undefined)[]> {
  const machines = environments.flatMap((environment) =>
    environment.kind === "k3s" ? machinesOf(environment, platform.organization) : [],
  );
  return Promise.all(machines.map(({ target }) => hostKeyFinding(context, target)));
}
