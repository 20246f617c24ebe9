import { readFileSync } from "node:fs";
import { join } from "node:path";

const PARTS = ["lib", "create", "delete", "bootstrap"] as const;

/** What the script can be told to do; each is explained where its part of the script begins. */
export type K3dCommand = "create" | "delete" | "deliver" | "bootstrap";

/** The one POSIX shell script that runs on this machine, put together from `scripts/`. */
export function k3dScript(): string {
  return PARTS.map((part) => readFileSync(join(__dirname, "scripts", `${part}.sh`), "utf8")).join("\n");
}
