import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { lockFile } from "../../stacks/lock-files";
import type { SynthesizedStack } from "../../stacks/synthesized-stack";
import type { Stopping } from "../stopping";
import type { Engine } from "./engine";
import { oneAtATime } from "./schedule";
import { StackEngine, type Broken } from "./stack-engine";

/** Where synthesized stacks are. */
export interface Written {
  /** The repository. */
  readonly root: string;
  /** Where synthesis has written them, absolute. */
  readonly outdir: string;
  /** Whether a change handed them over. @default false */
  readonly handedOver?: boolean;
}

/**
 * The stacks of one run of a command. Each is initialized once, and one after the other: Terraform's cache of providers,
 * where somebody has one, does not bear two at a time (hashicorp/terraform#31964).
 */
export class Session {
  private readonly alone = oneAtATime();
  private readonly initialized = new Map<string, Promise<Broken | undefined>>();

  constructor(
    private readonly engine: Engine,
    private readonly written: Written,
    private readonly stopping: Stopping,
  ) {}

  /** The engine in the folder of a stack. */
  of({ name }: Pick<SynthesizedStack, "name">): StackEngine {
    const { root, outdir, handedOver = false } = this.written;
    const folder = join(outdir, "stacks", name);
    const locked = existsSync(join(root, lockFile(name)));
    return new StackEngine(this.engine, { folder, typed: relative(root, folder), locked, handedOver }, this.stopping);
  }

  /** Initializes a stack, when nobody has. @param begun called when it is its turn. */
  init(stack: Pick<SynthesizedStack, "name">, begun: () => void = () => undefined): Promise<Broken | undefined> {
    const before = this.initialized.get(stack.name);
    if (before !== undefined) return before;
    const init = this.alone(() => {
      if (this.stopping.asked.aborted) return Promise.resolve<Broken>({ kind: "stopped" });
      begun();
      return this.of(stack).init();
    });
    this.initialized.set(stack.name, init);
    return init;
  }

  /** The names of the outputs in a stack's state; undefined when nobody knows. */
  async outputs(stack: Pick<SynthesizedStack, "name">): Promise<ReadonlySet<string> | undefined> {
    return (await this.init(stack)) === undefined ? this.of(stack).outputs() : undefined;
  }
}
