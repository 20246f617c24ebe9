import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import { BaseStack } from "./base-stack";
import { guardMessages } from "./guards";
import { SynthesizedStack } from "./synthesized-stack";

/** An app that has been synthesized beside its output directory, so that it can be checked before anyone sees it. */
export interface Synthesis {
  readonly app: App;
  readonly stacks: readonly SynthesizedStack[];
  /** Mistakes that cdktf would have let pass, and the constructs' own validations. */
  readonly mistakes: readonly string[];
  /** Puts the result into an output directory, in place of what is there. */
  readonly publish: (outdir: string) => void;
  /** Throws the result away. */
  readonly discard: () => void;
}

/** Synthesizes what `build` adds to an app. */
export function synthesizeAside(build: (app: App) => void): Synthesis {
  const aside = mkdtempSync(join(tmpdir(), "platform-synth-"));
  const discard = () => {
    rmSync(aside, { recursive: true, force: true });
  };
  try {
    const app = new App({ outdir: aside, skipValidation: true }); // guardMessages runs them, and stops at none
    build(app);
    app.synth();
    const stacks = app.node
      .findAll()
      .filter((construct) => TerraformStack.isStack(construct))
      .map((stack) => readStack(aside, stack));
    const publish = (outdir: string) => {
      putInPlace(aside, outdir, stacks);
      discard();
    };
    return { app, stacks, mistakes: guardMessages(app), publish, discard };
  } catch (error) {
    discard();
    throw error;
  }
}

/**
 * Removes what an earlier synthesis left, so that nobody applies what no longer follows from the environment files.
 * Only the configuration goes: Terraform's own files in the stacks' folders (providers, lock file) stay.
 */
export function withdraw(outdir: string): void {
  rmSync(join(outdir, "manifest.json"), { force: true });
  for (const stack of stackFolders(outdir)) rmSync(join(outdir, "stacks", stack, "cdk.tf.json"), { force: true });
}

function readStack(outdir: string, stack: TerraformStack): SynthesizedStack {
  const text = readFileSync(join(outdir, "stacks", stack.node.id, "cdk.tf.json"), "utf8");
  const dependencies = stack.dependencies.map((dependency) => dependency.node.id);
  const environment = stack instanceof BaseStack ? stack.environment : undefined;
  return new SynthesizedStack(stack.node.id, text, dependencies, environment);
}

function putInPlace(aside: string, outdir: string, stacks: readonly SynthesizedStack[]): void {
  mkdirSync(join(outdir, "stacks"), { recursive: true });
  const names = new Set(stacks.map((stack) => stack.name));
  for (const old of stackFolders(outdir)) {
    if (!names.has(old)) rmSync(join(outdir, "stacks", old), { recursive: true, force: true });
  }
  for (const name of names) replaceFiles(join(aside, "stacks", name), join(outdir, "stacks", name));
  cpSync(join(aside, "manifest.json"), join(outdir, "manifest.json"));
}

/** Copies each file under another name first, so that a reader never meets half of one. */
function replaceFiles(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from)) {
    const pending = join(to, `.${entry}.pending`);
    rmSync(pending, { recursive: true, force: true });
    cpSync(join(from, entry), pending, { recursive: true });
    if (statSync(pending).isDirectory()) rmSync(join(to, entry), { recursive: true, force: true });
    renameSync(pending, join(to, entry)); // in one step for a file, the configuration among them
  }
}

function stackFolders(outdir: string): string[] {
  const folder = join(outdir, "stacks");
  return existsSync(folder) ? readdirSync(folder) : [];
}
