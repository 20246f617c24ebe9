import type { Problem } from "../../config";
import { problemAt } from "../../config/problem";
import type { Path, Position } from "../../config/tree";
import type { Kind, Version } from "./versions";

/** A version that is to be written in one place. */
export interface Move {
  readonly kind: Kind;
  /** @see Version.name */
  readonly name: string;
  /** The version that stands there. */
  readonly from: string;
  /** The version of the stage before. */
  readonly to: string;
  readonly at: Position;
  readonly path: Path;
  /** Every environment for which it stands there, sorted. */
  readonly environments: readonly string[];
}

/** Something wrong: in a file, or with what was asked for. */
export type PromotionProblem = Problem | { readonly message: string };

/** A problem of a version where it is written. */
export function problemOf({ at, path }: Pick<Version, "at" | "path">, message: string): Problem {
  return problemAt(at, path, message);
}

/** The place of a value, to compare places by. */
export function placeOf({ file, line, column }: Position): string {
  return `${file}:${line}:${column}`;
}

/** Names as people write them in a sentence. */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
