import type { Statement } from "../../../constructs/aws/policy-document";

/**
 * The actions that policies don't allow on anything: no statement allows them, or one denies them everywhere. Resources and
 * conditions are not weighed; IAM's wildcards are, and that case makes no difference.
 */
export function refusedActions(statements: readonly Statement[], actions: Iterable<string>): string[] {
  const allowing = statements.filter(({ effect = "Allow" }) => effect === "Allow");
  const denying = statements.filter(({ effect, resources }) => effect === "Deny" && resources?.includes("*"));
  return [...new Set(actions)].filter((action) => !names(allowing, action) || names(denying, action)).sort();
}

function names(statements: readonly Statement[], action: string): boolean {
  return statements.some(({ actions }) => actions.some((pattern) => matches(pattern, action)));
}

/** Whether a name is one of those that a pattern of IAM stands for. */
export function matches(pattern: string, action: string): boolean {
  const literal = pattern.replaceAll(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${literal.replaceAll("*", ".*").replaceAll("?", ".")}$`, "i").test(action);
}
