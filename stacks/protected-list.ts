import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { listFile, type ProtectedAddresses } from "./protected";
import { isObject } from "./synthesized-stack";

/** The committed list, or what is wrong with its file. A list that isn't there is empty. */
export type ListResult =
  { readonly ok: true; readonly list: ProtectedAddresses } | { readonly ok: false; readonly message: string };

export function readProtectedList(root: string): ListResult {
  const file = join(root, listFile);
  if (!existsSync(file)) return { ok: true, list: {} };
  const list = parseList(readFileSync(file, "utf8"));
  if (list !== undefined) return { ok: true, list };
  const message = `${listFile}  is not an object of lists of addresses by stack. Restore it with git: it is written by "npm run platform -- protect" only.`;
  return { ok: false, message };
}

export function writeProtectedList(root: string, list: ProtectedAddresses): void {
  writeFileSync(join(root, listFile), formatList(list));
}

/** The list as it is committed: stacks sorted, those without protected addresses left out. */
export function formatList(list: ProtectedAddresses): string {
  const entries = Object.entries(list)
    .filter(([, addresses]) => addresses.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([stack, addresses]) => [stack, [...addresses].sort()] as const);
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

function parseList(text: string): ProtectedAddresses | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isListByStack(parsed) ? parsed : undefined;
  } catch {
    return undefined; // the caller says what the file should be
  }
}

function isListByStack(value: unknown): value is ProtectedAddresses {
  return isObject(value) && Object.values(value).every((list) => Array.isArray(list) && list.every(isString));
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}
