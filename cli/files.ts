import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The text of a file of the repository; undefined where there is none. */
export function readIfThere(root: string, path: string): string | undefined {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch {
    return undefined;
  }
}
