import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, posix } from "node:path";
import { DIAGRAM } from "./diagram";
import type { RegistryFiles } from "./registry";

/** Everything below it is generated. */
const FOLDER = "registry/environments";

/** Whether a path is one that is generated: the folder's, or the picture. */
const isGenerated = (path: string): boolean => path.startsWith(`${FOLDER}/`) || path === DIAGRAM;

/** A file that is not as it should be: not there, with other content, or left over. */
export interface StaleFile {
  /** Relative to the repository, with forward slashes. */
  readonly path: string;
  readonly state: "missing" | "changed" | "left over";
}

/** What {@link writeRegistry} would change, sorted by path. */
export function staleRegistry(root: string, files: RegistryFiles): StaleFile[] {
  const present = new Set([...filesBelow(root, FOLDER), ...(existsSync(join(root, DIAGRAM)) ? [DIAGRAM] : [])]);
  const stale: StaleFile[] = [...present]
    .filter((path) => path !== DIAGRAM && !(path in files))
    .map((path) => ({ path, state: "left over" }));
  for (const [path, content] of Object.entries(files)) {
    if (!present.has(path)) stale.push({ path, state: "missing" });
    else if (readFileSync(join(root, path), "utf8") !== content) stale.push({ path, state: "changed" });
  }
  return stale.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * Makes the folder hold these files and no others, and says what it changed. Everything is written beside its place
 * first: when that fails, for want of room say, nothing has changed.
 */
export function writeRegistry(root: string, files: RegistryFiles): StaleFile[] {
  const stray = Object.keys(files).find((path) => posix.normalize(path) !== path || !isGenerated(path));
  if (stray !== undefined) throw new Error(`"${stray}" is not below ${FOLDER}/.`);
  const stale = staleRegistry(root, files);
  const written: { readonly from: string; readonly to: string }[] = [];
  try {
    for (const { path, state } of stale) {
      if (state === "left over") continue;
      const to = join(root, path);
      mkdirSync(dirname(to), { recursive: true });
      const from = `${to}.new`;
      written.push({ from, to });
      writeFileSync(from, files[path] ?? "");
    }
  } catch (error) {
    for (const { from } of written) rmSync(from, { force: true });
    throw error;
  }
  for (const { from, to } of written) renameSync(from, to);
  for (const { path, state } of stale) if (state === "left over") remove(root, path);
  return stale;
}

/** Removes a file and the folders that it leaves empty. */
function remove(root: string, path: string): void {
  rmSync(join(root, path));
  for (let folder = posix.dirname(path); folder !== FOLDER; folder = posix.dirname(folder)) {
    if (readdirSync(join(root, folder)).length > 0) return;
    rmdirSync(join(root, folder));
  }
}

function filesBelow(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(root, path) : [path];
  });
}
