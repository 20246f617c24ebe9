import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The text of a file of the repository; undefined where there is none. */
export function readIfThere(root: string, path: string): string | undefined {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch {
    return undefined;
  }
}

/** Writes a generated file whole or not at all. */
export function writeGenerated(root: string, path: string, text: string): void {
  const to = join(root, path);
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(`${to}.new`, text);
  renameSync(`${to}.new`, to);
}
