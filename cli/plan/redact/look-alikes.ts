import { secretPatterns } from "../../../policies/secret-patterns";
import type { Range } from "./ranges";

const patterns = secretPatterns.map(({ pattern, whole = pattern }) => new RegExp(whole.source, `${whole.flags}g`));

/** What every one of the patterns has in it: most texts have none of it. */
const hint = /PRIVATE KEY|AGE-SECRET|A[KS]IA|gh[oprsu]_|github_pat|glpat|xox[abprs]-|K10|hv[bs]\.|\.eyJ|:\/\/[^/]*@/;

/** Where a text has what looks like a secret, whether or not anybody marked it as one. */
export function lookAlikes(text: string): Range[] {
  if (!hint.test(text)) return [];
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ index, 0: match }) => ({ start: index, end: index + match.length })),
  );
}
