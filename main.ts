import { join, resolve } from "node:path";
import { loadPlatform } from "./stacks/load-platform";
import { formatProblems, type Platform } from "./config";
import { policyMessages } from "./policies";
import { makeStacks } from "./stacks";
import { describeFault } from "./stacks/fault";
import { bringLocks } from "./stacks/lock-files";
import { protectionMessages } from "./stacks/protection-check";
import { synthesizeAside, withdraw, type Synthesis } from "./stacks/synthesis";

/** What the checks came to: stacks that are ready to be written, or the messages that stopped them. */
export type Outcome =
  | { readonly ok: true; readonly platform: Platform; readonly synthesis: Synthesis }
  | { readonly ok: false; readonly messages: readonly string[] };

/** Reads the environments, makes their stacks and checks them, all problems at once. Writes nothing. */
export function check(root: string): Outcome {
  try {
    if (wantsHcl())
      return { ok: false, messages: ["--hcl is not supported: the checks read JSON, as Terraform does."] };
    const loaded = loadPlatform(root);
    if (!loaded.ok) return { ok: false, messages: [formatProblems(loaded.problems)] };
    const { platform } = loaded;
    const synthesis = synthesizeAside((app) => {
      makeStacks(app, platform);
    });
    const messages = [
      ...synthesis.mistakes,
      ...protectionMessages(root, platform, synthesis),
      ...policyMessages(platform, synthesis.stacks),
    ];
    if (messages.length === 0) return { ok: true, platform, synthesis };
    synthesis.discard();
    return { ok: false, messages };
  } catch (error) {
    return { ok: false, messages: [describeFault(error)] };
  }
}

/** Checks the stacks and writes them; when anything is wrong, leaves nothing there that Terraform would take. */
export function synthesize(root: string, outdir: string): Outcome {
  const outcome = check(root);
  if (outcome.ok) {
    outcome.synthesis.publish(outdir);
    bringLocks(root, outdir, outcome.synthesis.stacks);
  } else withdraw(outdir);
  return outcome;
}

/** Whether `cdktf synth --hcl` runs this. */
function wantsHcl(): boolean {
  return ["true", "1"].includes(process.env["SYNTH_HCL_OUTPUT"] ?? "");
}

/** Where the stacks go: where the cdktf command wants them, else `cdktf.out` beside this file. */
export function outputDirectory(root: string): string {
  return resolve(process.env["CDKTF_OUTDIR"] ?? join(root, "cdktf.out"));
}

if (require.main === module) {
  const outcome = synthesize(__dirname, outputDirectory(__dirname));
  if (!outcome.ok) {
    console.error(outcome.messages.join("\n"));
    process.exitCode = 1;
  }
}
