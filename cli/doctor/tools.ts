import { z } from "zod";
import type { Context } from "../context";
import { runProgram } from "../run-program";
import type { Finding } from "./finding";
import { remedy, type Installer, type Tool } from "./remedies";
import { atLeast } from "./versions";

/** The oldest engine that knows write-only arguments. */
export const ENGINE_VERSION = "1.11";

const SECONDS = 30;

/** How programs are installed here. */
export async function installerOf({ env, platform }: Context): Promise<Installer> {
  if (platform === "darwin") return "brew";
  const apt = await runProgram("apt-get", ["--version"], { env, timeoutSeconds: SECONDS });
  return apt.kind === "ended" ? "apt" : "none";
}

/** The Node that runs this, against what package.json asks for. */
export function nodeFinding(version: string, wanted: string, installer: Installer): Finding {
  const state = atLeast(version, wanted) ? "ok" : "missing";
  const detail = state === "ok" ? version : `${version}, at least ${wanted} is needed`;
  return { name: "node", state, detail, fix: remedy("node", installer) };
}

/** A program that only has to be there. */
export async function toolFinding(
  { env }: Context,
  installer: Installer,
  tool: Tool,
  { args, optional }: { readonly args: readonly string[]; readonly optional?: string },
): Promise<Finding> {
  const ended = await runProgram(tool, args, { env, timeoutSeconds: SECONDS });
  if (ended.kind !== "missing") {
    const text = ended.stdout.trim() || ended.stderr.trim();
    return { name: tool, state: "ok", detail: text.split("\n")[0] ?? "" };
  }
  const detail = `not on the PATH${optional === undefined ? "" : `; only needed for ${optional}`}`;
  return { name: tool, state: optional === undefined ? "missing" : "hint", detail, fix: remedy(tool, installer) };
}

const versionOutput = z.object({ terraform_version: z.string() });

/** Terraform, or what TERRAFORM_BINARY_NAME names: cdktf reads it too. */
export async function engineFinding({ env }: Context, installer: Installer): Promise<Finding> {
  const name = env["TERRAFORM_BINARY_NAME"] ?? "terraform";
  const fix = remedy("terraform", installer);
  const ended = await runProgram(name, ["version", "-json"], { env, timeoutSeconds: SECONDS });
  if (ended.kind === "missing") {
    const tofu = await runProgram("tofu", ["version"], { env, timeoutSeconds: SECONDS });
    if (tofu.kind === "ended" && tofu.status === 0) {
      return {
        name: "engine",
        state: "missing",
        detail: `${name} is not on the PATH, but OpenTofu is`,
        fix: "export TERRAFORM_BINARY_NAME=tofu",
      };
    }
    return { name: "engine", state: "missing", detail: `${name} is not on the PATH`, fix };
  }
  const version = ended.kind === "ended" ? versionOf(ended.stdout) : undefined;
  if (version === undefined) {
    return { name: "engine", state: "missing", detail: `"${name} version -json" gives no version`, fix };
  }
  if (atLeast(version, ENGINE_VERSION)) return { name: "engine", state: "ok", detail: `${name} ${version}` };
  const detail = `${name} ${version}, at least ${ENGINE_VERSION} is needed`;
  return { name: "engine", state: "missing", detail, fix };
}

function versionOf(text: string): string | undefined {
  try {
    return versionOutput.safeParse(JSON.parse(text)).data?.terraform_version;
  } catch {
    return undefined; // An engine too old to know -json.
  }
}
