import { Failure } from "../failure";

/** What somebody approved of a stack. */
export interface Reviewed {
  /** `sha256:…`, as the comment has it. */
  readonly digest: string;
  /** Short hashes of the changes, by what they are about; absent where there were too many to remember. */
  readonly hashes?: Readonly<Record<string, string>>;
}

/** What was reviewed, by stack. */
export type ReviewedStacks = ReadonlyMap<string, Reviewed>;

/**
 * Reads what was typed as `--digest`: `<stack>=sha256:…`, or `sha256:…` alone when there is one stack.
 *
 * @param stacks the names of those that are to be applied.
 */
export function typedDigests(typed: readonly string[], stacks: readonly string[]): ReviewedStacks {
  const problems: string[] = [];
  const reviewed = new Map<string, Reviewed>();
  for (const text of typed) {
    const [, name, digest] = /^(?:([^=]+)=)?(sha256:[0-9a-f]{64})$/.exec(text) ?? [];
    const stack = name ?? (stacks.length === 1 ? stacks[0] : undefined);
    if (digest === undefined) {
      problems.push(`--digest: "${text}" is no digest. The comment has them: <stack>=sha256:<64 hex digits>.`);
    } else if (stack === undefined) {
      problems.push(`--digest: "${text}" names no stack, and there are ${stacks.join(", ")}. Say <stack>=${digest}.`);
    } else if (!stacks.includes(stack)) {
      problems.push(`--digest: "${stack}" is not among the stacks that are applied: ${stacks.join(", ")}.`);
    } else if (reviewed.has(stack)) {
      problems.push(`--digest: there are two for ${stack}.`);
    } else reviewed.set(stack, { digest });
  }
  if (problems.length > 0) throw new Failure(problems.join("\n"));
  return reviewed;
}
