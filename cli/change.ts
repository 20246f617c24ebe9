import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { renderRegistry, type RegistryFiles } from "../catalog/registry";
import { staleRegistry, writeRegistry } from "../catalog/registry-folder";
import type { Platform } from "../config";
import { check } from "../main";
import { describeFault } from "../stacks/fault";
import { Failure } from "./failure";

/** New texts of files, by their path in the repository. */
export type Texts = ReadonlyMap<string, string>;

/** A change that was tried on a copy. */
export type Prepared =
  | {
      readonly ok: true;
      /** Files that differ from what is there, those of the registry included, sorted. */
      readonly files: readonly string[];
      /** Writes them, all or none. */
      readonly write: () => void;
    }
  | { readonly ok: false; readonly messages: readonly string[] };

/** What else follows from a change; done to the copy before it is checked, and returns what it wrote there. */
export type Following = (copy: string) => Texts;

/**
 * Tries a change of environment files on a copy: everything is read, synthesized and checked as `validate` does it, and
 * the registry is rendered. Nothing is written yet.
 */
export function prepare(
  root: string,
  platform: Platform,
  texts: Texts,
  following: Following = () => new Map(),
): Prepared {
  const before = renderRegistry(platform);
  const stale = staleRegistry(root, before).length;
  if (stale > 0) {
    throw new Failure(
      "The registry does not match the environment files. First: npm run platform -- registry, and commit.",
    );
  }
  const copy = mkdtempSync(join(tmpdir(), "platform-change-"));
  try {
    cpSync(join(root, "environments"), join(copy, "environments"), { recursive: true, dereference: true });
    writeAll(copy, texts);
    const all = new Map([...texts, ...following(copy)]);
    const outcome = check(copy);
    if (!outcome.ok) return outcome;
    outcome.synthesis.discard();
    const after = renderRegistry(outcome.platform);
    const files = [...all.keys(), ...staleRegistry(root, after).map(({ path }) => path)].sort();
    return { ok: true, files, write: () => write(root, all, before, after) };
  } catch (error) {
    return { ok: false, messages: [error instanceof Failure ? error.message : describeFault(error)] };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Everything is written beside its place first; then it takes its place, the registry before what it is made from. */
function write(root: string, texts: Texts, before: RegistryFiles, after: RegistryFiles): void {
  const places = [...texts].map(([file, text]) => ({ text, to: placeOf(join(root, file)) }));
  const beside = (to: string): string => `${to}.new`;
  const written: string[] = [];
  try {
    for (const { text, to } of places) {
      writeFileSync(beside(to), text);
      written.push(beside(to));
    }
    writeRegistry(root, after);
  } catch (error) {
    for (const file of written) rmSync(file);
    writeRegistry(root, before);
    throw new Failure(`Nothing was changed: ${String(error).replace(/^Error: /, "")}`);
  }
  for (const { to } of places) renameSync(beside(to), to);
}

/** Where a file really is: a link stays one. */
function placeOf(path: string): string {
  return existsSync(path) ? realpathSync(path) : path;
}

function writeAll(root: string, texts: Texts): void {
  for (const [file, text] of texts) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
}
