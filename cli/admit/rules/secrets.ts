import { MERGE_FIRST } from "../finding";
import { withoutLabels } from "../plain-data";
import { secretFinder } from "../secrets";
import { knownStrings, stringsIn } from "../strings";
import type { AdmissionRule } from "../subject";

/**
 * An expression can show what it hides, a letter at a time: by whether a function fails and what it says then, by how
 * many there are of something. So what is done with a secret is what the base branch does, word for word. Labels of a node may differ, which are brought beside its token.
 */
export const secrets: AdmissionRule = (subject) => {
  const holdsSecret = secretFinder(subject);
  const known = new Set([...knownStrings(subject.bases)].map(withoutLabels));
  return stringsIn(subject.stack.json)
    .filter(({ text }) => !known.has(withoutLabels(text)) && holdsSecret(text))
    .map(({ path, text }) => ({
      path,
      value: text,
      why: "does with a secret what no stack of the base branch does.",
      remedy: MERGE_FIRST,
    }));
};
