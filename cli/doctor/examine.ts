import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { formatProblems, type Environment, type Organization, type Problem } from "../../config";
import { localStatePath } from "../../stacks/state-key";
import type { Context } from "../context";
import { machinesOf } from "../k3s/machines";
import { dockerFaults } from "../k3d";
import { runProgram } from "../run-program";
import { agentKeys } from "../ssh-agent";
import { counted } from "../words";
import type { Finding } from "./finding";
import { repositoryFinding, secretsFinding } from "./environment-findings";
import { hostKeyFinding } from "./host-keys";
import { engineFinding, installerOf, nodeFinding, toolFinding } from "./tools";

/** What is looked at: the environments that somebody works with from this machine. */
export interface Scope {
  readonly organization: Organization;
  readonly environments: readonly Environment[];
  /** Whether one was named, so that its secrets are of interest. */
  readonly named: boolean;
}

/** What is looked at when no environment can be read: all tools, since any of them may be needed. */
export interface UnreadScope {
  readonly problems: readonly Problem[];
}

const KINDS: readonly Environment["kind"][] = ["k3s", "k3d", "eks"];

/** Looks at this machine. */
export async function examine(context: Context, scope: Scope | UnreadScope): Promise<readonly Finding[]> {
  const tools = await examineTools(context, "problems" in scope ? KINDS : scope.environments.map(({ kind }) => kind));
  return [...tools, ...("problems" in scope ? [filesFinding(scope)] : await examineEnvironments(context, scope))];
}

async function examineTools(context: Context, kinds: readonly Environment["kind"][]): Promise<readonly Finding[]> {
  const installer = await installerOf(context);
  const found: (Finding | undefined)[] = [
    nodeFinding(process.versions.node, wantedNode(context.root), installer),
    await engineFinding(context, installer),
    engineConfiguration(context.env),
    await toolFinding(context, installer, "git", { args: ["--version"] }),
  ];
  if (kinds.includes("k3s")) {
    found.push(await toolFinding(context, installer, "ssh", { args: ["-V"] }), await agentFinding(context.env));
  }
  if (kinds.includes("k3d")) {
    found.push(
      await toolFinding(context, installer, "k3d", { args: ["version"] }),
      await toolFinding(context, installer, "docker", { args: ["--version"] }),
      await dockerFinding(context.env),
    );
  }
  if (kinds.includes("eks")) found.push(await toolFinding(context, installer, "aws", { args: ["--version"] }));
  const kubectl = { args: ["version", "--client"], optional: "looking into a cluster" };
  found.push(await toolFinding(context, installer, "kubectl", kubectl));
  return found.filter((finding) => finding !== undefined);
}

async function examineEnvironments(context: Context, scope: Scope): Promise<readonly Finding[]> {
  const { environments, named } = scope;
  const found: (Finding | undefined)[] = [
    await stateFinding(context, scope),
    repositoryFinding(environments),
    ...(named ? environments.map((environment) => secretsFinding(context.env, environment)) : []),
    ...(await hostKeyFindings(context, scope)),
  ];
  return found.filter((finding) => finding !== undefined);
}

function filesFinding({ problems }: UnreadScope): Finding {
  const detail = formatProblems(problems);
  return {
    name: "environment files",
    state: "missing",
    detail,
    fix: "Correct them, then: npm run platform -- validate",
  };
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
  return { name: "ssh-agent", state: "ok", detail: counted(agent.count, "key") };
}

async function dockerFinding(env: NodeJS.ProcessEnv): Promise<Finding | undefined> {
  const fault = (await dockerFaults(env)).find(({ what }) => what.startsWith("Docker"));
  return fault && { name: "docker", state: "missing", detail: fault.what, fix: fault.fix };
}

/** State holds secrets of its providers: kept beside the code, it must never be committed. */
async function stateFinding(
  { env, root }: Context,
  { environments, organization }: Scope,
): Promise<Finding | undefined> {
  const local = environments.find(({ state }) => state.backend === "local")?.name;
  const stack = local ?? (organization.state?.backend === "local" ? "state" : undefined);
  if (stack === undefined) return undefined;
  const file = join(root, ".state", localStatePath(stack).split("/").at(-1) ?? "");
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

async function hostKeyFindings(
  context: Context,
  { organization, environments }: Scope,
): Promise<(Finding | undefined)[]> {
  const machines = environments.flatMap((environment) =>
    environment.kind === "k3s" ? machinesOf(environment, organization) : [],
  );
  return Promise.all(machines.map(({ target }) => hostKeyFinding(context, target)));
}
