import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The engines that are here: `terraform` and `tofu` on the PATH, or where TERRAFORM and TOFU say. */
export const engines: readonly (readonly [name: "terraform" | "tofu", program: string])[] = (
  ["terraform", "tofu"] as const
).flatMap((name) => {
  const program = findProgram(process.env[name.toUpperCase()] ?? name);
  return program === undefined ? [] : [[name, program] as const];
});

/** Where a program lies; undefined when it is not on the PATH. */
export function findProgram(program: string): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const places = program.includes("/") ? [program] : folders.map((folder) => join(folder, program));
  return places.find((place) => existsSync(place));
}
