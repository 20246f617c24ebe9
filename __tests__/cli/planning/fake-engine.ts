import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { SynthesizedStack } from "../../../stacks/synthesized-stack";

/** How the fake answers a command in a stack's folder. */
export interface Answer {
  readonly out?: string;
  readonly err?: string;
  readonly status?: number;
  /** How long it takes. */
  readonly seconds?: number;
  /** How it ends when it is interrupted. @default 1 */
  readonly interrupted?: number;
}

/** What the engine is asked: `state` is `show -json` without a plan. */
export type Asked = "init" | "plan" | "show" | "state" | "output";

/** An engine that does as it is told, on a PATH of its own, beside stacks that are written. */
export class FakeEngine {
  readonly root = mkdtempSync(join(tmpdir(), "platform-fake-engine-"));
  readonly outdir = join(this.root, "cdktf.out");
  readonly env: NodeJS.ProcessEnv = { PATH: join(this.root, "bin") };

  constructor(stacks: readonly SynthesizedStack[], version = "Terraform v1.11.4\non linux_amd64\n") {
    for (const { name, text } of stacks) this.write(`cdktf.out/stacks/${name}/cdk.tf.json`, text);
    this.write("answers/version", version);
    mkdirSync(join(this.root, "bin"));
    copyFileSync(join(__dirname, "fake-engine.sh"), join(this.root, "bin/terraform"));
    chmodSync(join(this.root, "bin/terraform"), 0o755);
    for (const { name } of stacks) {
      this.answer(name, "output", { out: "{}" });
      this.answer(name, "show", { out: planOf({}) });
    }
  }

  answer(stack: string, asked: Asked, answer: Answer): void {
    for (const [part, value] of Object.entries(answer)) {
      this.write(`answers/${stack}/${asked}.${part}`, String(value));
    }
  }

  /** What began, ended and was interrupted, in order: `network plan begins`. */
  get story(): readonly string[] {
    return this.lines("answers/story");
  }

  /** Whole command lines, each after its stack. */
  get calls(): readonly string[] {
    return this.lines("answers/calls");
  }

  lines(file: string): readonly string[] {
    const path = join(this.root, file);
    return existsSync(path) ? readFileSync(path, "utf8").split("\n").filter(Boolean) : [];
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.root, file)), { recursive: true });
    writeFileSync(join(this.root, file), text);
  }

  dispose(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** What a stack of a test has. */
interface StackParts {
  readonly dependencies?: readonly string[];
  /** Outputs that it reads, by the stack that has them. */
  readonly reads?: Readonly<Record<string, string>>;
  /** Names of sensitive variables. */
  readonly variables?: readonly string[];
  readonly environment?: string;
}

/** A stack as synthesis would give it. */
export function stackOf(name: string, parts: StackParts = {}): SynthesizedStack {
  const { reads = {}, dependencies = Object.keys(reads), variables = [], environment } = parts;
  const inputs = Object.entries(reads).map(
    ([stack, output]) => `\${data.terraform_remote_state.cross-stack-reference-input-${stack}.outputs.${output}}`,
  );
  const json = {
    resource: { terraform_data: { it: { input: inputs } } },
    variable: Object.fromEntries(variables.map((variable) => [variable, { sensitive: true, ephemeral: true }])),
    terraform: { backend: { local: {} } },
  };
  return new SynthesizedStack(name, JSON.stringify(json), dependencies, environment);
}

/** A resource that a plan creates with this value. */
export function creating(input: string, sensitive = false): object {
  return {
    address: "terraform_data.it",
    mode: "managed",
    type: "terraform_data",
    name: "it",
    change: {
      actions: ["create"],
      before: null,
      after: { input },
      after_unknown: {},
      after_sensitive: { input: sensitive },
    },
  };
}

/** What `show -json` prints of a plan. */
export function planOf(parts: object): string {
  return JSON.stringify({ format_version: "1.2", terraform_version: "1.11.4", ...parts });
}

/** A line of `-json` with an error. */
export function errorLine(summary: string, detail = ""): string {
  const diagnostic = { severity: "error", summary, detail };
  return `${JSON.stringify({ "@level": "error", type: "diagnostic", diagnostic })}\n`;
}
