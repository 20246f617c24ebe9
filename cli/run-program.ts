import { spawn } from "node:child_process";

/** How a program ended. */
export type Ended =
  | { readonly kind: "ended"; readonly status: number; readonly stdout: string; readonly stderr: string }
  /** There is no such program on the PATH. */
  | { readonly kind: "missing" }
  | { readonly kind: "timeout"; readonly stdout: string; readonly stderr: string };

/** How to run a program. */
export interface RunOptions {
  readonly env: NodeJS.ProcessEnv;
  /** @default - nothing: the program reads an empty input */
  readonly input?: string | undefined;
  /** @default - as long as it takes */
  readonly timeoutSeconds?: number | undefined;
  /** Called with every whole line that the program prints, while it runs. */
  readonly onLine?: ((line: string) => void) | undefined;
}

/** Runs a program without a shell and collects what it prints. */
export function runProgram(program: string, args: readonly string[], options: RunOptions): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: options.env, stdio: "pipe" });
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
      if ("code" in error && error.code === "ENOENT") resolve({ kind: "missing" });
      else reject(error);
    });
    child.on("close", (status) => {
      clearTimeout(timer);
      resolve({ kind: "ended", status: status ?? 255, stdout: stdout.end(), stderr: stderr.end() });
    });
    child.stdin.on("error", () => undefined); // It may end without reading its input.
    child.stdin.end(options.input ?? "");
  });
}

/** Puts what arrives in pieces together again. */
class Collector {
  private readonly chunks: Buffer[] = [];
  private rest = "";

  constructor(private readonly onLine: ((line: string) => void) | undefined) {}

  readonly take = (chunk: Buffer): void => {
    this.chunks.push(chunk);
    if (!this.onLine) return;
    const lines = (this.rest + chunk.toString("utf8")).split("\n");
    this.rest = lines.pop() ?? "";
    lines.forEach(this.onLine);
  };

  end(): string {
    if (this.rest !== "") this.onLine?.(this.rest);
    this.rest = "";
    return Buffer.concat(this.chunks).toString("utf8");
  }
}
