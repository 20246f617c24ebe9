/**
 * A text that GitHub's runner takes for no command when it reads it in the output of a step: it obeys a line that begins
 * with `::`, after spaces too, and a `##[` anywhere. What a plan, a pull request or a provider says could be such a line.
 * JSON stays the same value.
 *
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function inert(text: string): string {
  const isJson = /^[[{]/.test(text); // None of its lines begins with a colon.
  return text.replace(/^([\s\u0085]*):(?=:)/gm, "$1:\u200b").replaceAll("##[", isJson ? "##\\u005b" : "##\u200b[");
}
