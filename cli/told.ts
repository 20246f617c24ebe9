import { formatProblems, type Problem } from "../config/problem";

/** Something that is wrong: with its place in a file, where it has one. */
export type Told = Problem | { readonly message: string };

/** What is wrong, as lines for people. */
export function formatTold(problems: readonly Told[]): readonly string[] {
  const placed = problems.filter((problem) => "file" in problem);
  const others = problems.filter((problem) => !("file" in problem)).map(({ message }) => message);
  return [...(placed.length > 0 ? [formatProblems(placed)] : []), ...others];
}
