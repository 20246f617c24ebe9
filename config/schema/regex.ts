/** What is wrong with a regular expression of Flux's, as the end of a sentence; nothing when it can be used. */
export function regexProblem(pattern: string): string | undefined {
  if (!/\(\?P<[A-Za-z_]\w*>/.test(pattern))
    return "has no named group such as (?P<ts>[0-9]+), by which tags are compared.";
  try {
    // Go writes a named group with a P, and JavaScript without one.
    new RegExp(pattern.replaceAll("(?P<", "(?<"), "u");
    return undefined;
  } catch {
    return "is not a regular expression.";
  }
}
