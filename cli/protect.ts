import { formatProblems, loadPlatform } from "../config";
import { makeStacks } from "../stacks";
import { vanished } from "../stacks/protected";
import { readProtectedList, writeProtectedList } from "../stacks/protected-list";
import { announcedRemovals, currentProtection } from "../stacks/protection-check";
import { synthesizeAside } from "../stacks/synthesis";

type Result =
  { readonly ok: true; readonly count: number } | { readonly ok: false; readonly messages: readonly string[] };

/** Writes the list of protected addresses, unless that would drop one whose removal nobody has announced. */
export function protectStacks(root: string): Result {
  const loaded = loadPlatform(root);
  if (!loaded.ok) return { ok: false, messages: [formatProblems(loaded.problems)] };
  const committed = readProtectedList(root);
  if (!committed.ok) return { ok: false, messages: [committed.message] };
  const synthesis = synthesizeAside((app) => {
    makeStacks(app, loaded.platform);
  });
  synthesis.discard();
  const current = currentProtection(synthesis);
  const gone = vanished(committed.list, current, announcedRemovals(loaded.platform, synthesis.stacks));
  const messages = [...synthesis.mistakes, ...gone];
  if (messages.length > 0) return { ok: false, messages };
  writeProtectedList(root, current);
  return { ok: true, count: Object.values(current).flat().length };
}
