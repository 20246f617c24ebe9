import type { Draft } from "./checks/draft";
import type { Report } from "./problem";
import { problemAt } from "./problem";
import type { Path, Position, TreeMap } from "./tree";
import { findKey } from "./tree";

/** Something wrong with an environment, by the path of the key in its file or in a profile that it extends. */
export interface Finding {
  readonly environment: string;
  readonly path: Path;
  /** What is wrong and what to do: the end of a sentence that begins with the path. */
  readonly message: string;
}

/** Reports findings at the places of their keys; where a key is not written, at that of the nearest one around it. */
export function reportFindings(findings: readonly Finding[], drafts: readonly Draft[], report: Report): void {
  for (const { environment, path, message } of findings) {
    const tree = drafts.find(({ name }) => name === environment)?.resolved?.tree;
    if (tree === undefined) continue;
    report(problemAt(nearest(tree, path), path, message));
  }
}

function nearest(tree: TreeMap, path: Path): Position {
  return findKey(tree, path) ?? (path.length === 0 ? tree.at : nearest(tree, path.slice(0, -1)));
}
