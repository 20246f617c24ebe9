import { execFileSync } from "node:child_process";

/** What a process of its own measured. */
export interface Sample {
  readonly seconds: number;
  readonly megabytes: number;
}

/** Runs a script that prints what it measured. */
export function sampleOf(script: string, argument: string): Sample {
  const output: unknown = JSON.parse(execFileSync(process.execPath, [script, argument], { encoding: "utf8" }));
  if (typeof output === "object" && output !== null && "seconds" in output && "megabytes" in output) {
    return { seconds: Number(output.seconds), megabytes: Number(output.megabytes) };
  }
  throw new Error(`${script} printed no measurement.`);
}
