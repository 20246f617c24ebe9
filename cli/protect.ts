import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadPlatform } from "../stacks/load-platform";
import { formatProblems } from "../config";
import { makeStacks } from "../stacks";
import { listFile, vanished } from "../stacks/protected";
import { formatList, readProtectedList, writeProtectedList } from "../stacks/protected-list";
import { announcedRemovals, currentProtection } from "../stacks/protection-check";
import { synthesizeAside } from "../stacks/synthesis";
import { protectedMessages } from "./generated";

type Result =
  | { readonly ok: true; readonly count: number; readonly changed: boolean }
  | { readonly ok: false; readonly messages: readonly string[] };

/**
 * Writes the list of protected addresses, unless that would drop one whose removal nobody has announced.
 *
 * @param check write nothing, and fail when the list is not as it should be.
 */
export function protectStacks(root: string, { check }: { readonly check: boolean } = { check: false }): Result {
  const loaded = loadPlatform(root);
  if (!loaded.ok) return { ok: false, messages: [formatProblems(loaded.problems)] };
  const committed = readProtectedList(root);
  if (!committed.ok) return { ok: false, messages: [committed.message] };
  const synthesis = synthesizeAside((app) => {
    makeStacks(app, loaded.platform);
  });
  synthesis.discard();
  const current = currentProtection(synthesis);
  const wrong = check
    ? protectedMessages(root, loaded.platform, synthesis)
    : vanished(committed.list, current, announcedRemovals(loaded.platform, synthesis.stacks));
  const messages = [...synthesis.mistakes, ...wrong];
  if (messages.length > 0) return { ok: false, messages };
  const file = join(root, listFile);
  const changed = !existsSync(file) || readFileSync(file, "utf8") !== formatList(current);
  if (changed && !check) writeProtectedList(root, current);
  return { ok: true, count: Object.values(current).flat().length, changed: changed && !check };
}
