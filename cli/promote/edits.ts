import type { Move } from "../../catalog/promotion/move";
import { setScalar } from "../../config/edit";
import type { Texts } from "../change";
import { Failure } from "../failure";

/** The files in which versions move, with the versions in their places and every other byte as it was. */
export function editedFiles(texts: Texts, moves: readonly Move[]): Texts {
  const edited = new Map<string, string>();
  for (const { at, path, to } of moves) {
    const before = edited.get(at.file) ?? texts.get(at.file) ?? "";
    try {
      edited.set(at.file, setScalar(before, path, to));
    } catch (error) {
      throw new Failure(
        `${at.file}:${at.line}:${at.column}  ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
  return edited;
}
