import { spawn, type ChildProcess } from "node:child_process";
import { StringDecoder } from "node:string_decoder";
import type { Stopping } from "./stopping";

/** How a program ended. */
export type Ended =
  | { readonly kind: "ended"; readonly status: number; readonly stdout: string; readonly stderr: string }
  /** There is no such program on the PATH. */
  | { readonly kind: "missing" }
  | { readonly kind: "timeout"; readonly stdout: string; readonly stderr: string };

/** How to run a program. */
export interface RunOptions {
  readonly env: NodeJS.ProcessEnv;
  /** @default - where this process is */
  readonly cwd?: string;
  /** @default - nothing: the program reads an empty input */
  readonly input?: string | undefined;
  /** @default - as long as it takes */
  readonly timeoutSeconds?: number | undefined;
  /** Called with every whole line that the program prints, while it runs. */
  readonly onLine?: ((line: string) => void) | undefined;
  /**
   * Passed on as SIGINT, once for each time. The program gets a process group of its own, so that it hears of a
   * Ctrl-C from here alone: Terraform ends cleanly at the first and drops everything at the second.
   * @default - a terminal's Ctrl-C reaches the program by itself
   */
  readonly stopping?: Stopping | undefined;
}

/** Runs a program without a shell and collects what it prints. */
export function runProgram(program: string, args: readonly string[], options: RunOptions): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const { env, cwd, stopping } = options;
    const child = spawn(program, args, { env, cwd, stdio: "pipe", detached: stopping !== undefined });
    const passed = stopping === undefined ? undefined : passOn(stopping, child);
    const stdout = new Collector(options.onLine);
    const stderr = new Collector(options.onLine);
    child.stdout.on("data", stdout.take);
    child.stderr.on("data", stderr.take);
    const timer =
      options.timeoutSeconds === undefined
        ? undefined
        : setTimeout(() => {
            child.kill("SIGKILL");
            child.stdout.destroy();
            child.stderr.destroy();
            resolve({ kind: "timeout", stdout: stdout.end(), stderr: stderr.end() });
          }, options.timeoutSeconds * 1000);
    child.on("error", (error) => {
      clearTimeout(timer);
      passed?.();
      if ("code" in error && error.code === "ENOENT") resolve({ kind: "missing" });
      else reject(error);
    });
    child.on("close", (status) => {
      clearTimeout(timer);
      passed?.();
      try {
        resolve({ kind: "ended", status: status ?? 255, stdout: stdout.end(), stderr: stderr.end() });
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error))); // More than a string can hold.
      }
    });
    child.stdin.on("error", () => undefined); // It may end without reading its input.
    child.stdin.end(options.input ?? "");
  });
}

/** Interrupts a program when somebody asks, and again when they insist. Returns what ends the listening. */
function passOn({ asked, insisted }: Stopping, child: ChildProcess): () => void {
  const interrupt = (): void => {
    child.kill("SIGINT");
  };
  const signals = [asked, insisted];
  for (const signal of signals) {
    if (signal.aborted) interrupt();
    else signal.addEventListener("abort", interrupt);
  }
  return () => {
    signals.forEach((signal) => {
      signal.removeEventListener("abort", interrupt);
    });
  };
}

/** Puts what arrives in pieces together again. */
class Collector {
  private readonly chunks: Buffer[] = [];
  private readonly decoder = new StringDecoder("utf8");
  private rest = "";

  constructor(private readonly onLine: ((line: string) => void) | undefined) {}

  readonly take = (chunk: Buffer): void => {
    this.chunks.push(chunk);
    if (!this.onLine) return;
    const lines = (this.rest + this.decoder.write(chunk)).split("\n");
    this.rest = lines.pop() ?? "";
    lines.forEach(this.onLine);
  };

  end(): string {
    if (this.rest !== "") this.onLine?.(this.rest);
    this.rest = "";
    const whole = Buffer.concat(this.chunks);
    this.chunks.length = 0; // A plan's JSON is large: not in memory three times.
    return whole.toString("utf8");
  }
}
