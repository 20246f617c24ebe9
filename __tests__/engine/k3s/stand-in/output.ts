/** An end that k3s itself would make: its message goes to stderr, the process ends with status 1. */
export class Refusal extends Error {}

/** One line of k3s's log. */
export function log(level: "info" | "warning" | "error" | "fatal", message: string): void {
  const time = new Date().toISOString().replace(/\.\d+Z$/, "Z");
  process.stderr.write(`time="${time}" level=${level} msg=${JSON.stringify(message)}\n`);
}

/** Runs a program of the stand-in; a refusal is told as the program itself would tell it. */
export async function run(main: () => Promise<number>, tell: (message: string) => void): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    tell(error.message);
    process.exitCode = 1;
  }
}
