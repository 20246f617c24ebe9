import { spawn } from "node:child_process";
import { Failure } from "./failure";

/** Runs a program at this terminal, and gives its status; a signal that this process gets, it gets too. */
export function runAttached(
  program: string,
  args: readonly string[],
  options: { readonly env: NodeJS.ProcessEnv; readonly cwd?: string },
): Promise<number> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { ...options, stdio: "inherit" });
    const pass = (signal: NodeJS.Signals): void => {
      child.kill(signal);
    };
    process.on("SIGTERM", pass); // Ctrl-C reaches both by itself.
    const end = (): void => {
      process.off("SIGTERM", pass);
    };
    child.on("error", () => {
      end();
      fail(new Failure(`${program} is not on the PATH.`));
    });
    child.on("close", (status) => {
      end();
      done(status ?? 1);
    });
  });
}
