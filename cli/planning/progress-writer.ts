import type { EngineEvent } from "./events";
import {
  enter,
  hear,
  isActive,
  longLine,
  plainLine,
  progressLines,
  queued,
  type Phase,
  type Progress,
  type ScreenSize,
} from "./progress";

/** Where progress is written to. */
export interface ProgressOutput {
  readonly tell: (text: string) => void;
  /**
   * Gives the size of the terminal, asked each time: people change it. Undefined where no line can be drawn over, as in
   * CI: then there is a line for each thing that begins, and one now and then for what takes long.
   */
  readonly screen: (() => ScreenSize) | undefined;
}

/** Shows progress while something runs, however that ends. */
export async function withProgress<T>(
  stacks: readonly string[],
  output: ProgressOutput,
  run: (progress: ProgressWriter) => Promise<T>,
): Promise<T> {
  const progress = new ProgressWriter(stacks, output);
  try {
    return await run(progress);
  } finally {
    progress.end();
  }
}

const REDRAW_MS = 250;
/** Twenty silent minutes in a log look like something that hangs. */
const SIGN_OF_LIFE_MS = 30_000;

/** Shows how far each stack is. */
export class ProgressWriter {
  private readonly all: Map<string, Progress>;
  private readonly timer: NodeJS.Timeout;
  private drawn = 0;

  constructor(
    stacks: readonly string[],
    private readonly output: ProgressOutput,
  ) {
    this.all = new Map(stacks.map((stack) => [stack, queued(stack)]));
    if (output.screen === undefined) {
      this.timer = setInterval(() => {
        this.tellLong();
      }, SIGN_OF_LIFE_MS);
      return;
    }
    this.draw();
    this.timer = setInterval(() => {
      this.draw();
    }, REDRAW_MS);
  }

  enter(stack: string, phase: Phase): void {
    const progress = enter(this.all.get(stack) ?? queued(stack), phase, Date.now());
    this.all.set(stack, progress);
    if (this.output.screen === undefined) this.output.tell(plainLine(progress));
  }

  hear(stack: string, event: EngineEvent): void {
    this.all.set(stack, hear(this.all.get(stack) ?? queued(stack), event));
  }

  /** Says something above the progress. */
  note(text: string): void {
    if (this.output.screen === undefined) return this.output.tell(text);
    this.output.tell(`${this.back()}${text}`);
    this.drawn = 0;
    this.draw();
  }

  /** Leaves the last word on the terminal, and a line between it and what follows. */
  end(): void {
    clearInterval(this.timer);
    if (this.output.screen === undefined) return;
    this.draw();
    this.output.tell("");
  }

  private tellLong(): void {
    for (const progress of [...this.all.values()].filter(isActive)) this.output.tell(longLine(progress, Date.now()));
  }

  private draw(): void {
    const { screen, tell } = this.output;
    if (screen === undefined) return;
    const lines = progressLines([...this.all.values()], Date.now(), screen());
    tell(`${this.back()}${lines.join("\n")}`);
    this.drawn = lines.length;
  }

  /** Up to where the first line was, and clears what is below. */
  private back(): string {
    return this.drawn === 0 ? "" : `\u001b[${String(this.drawn)}A\u001b[J`;
  }
}
