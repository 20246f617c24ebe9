import { FUNCTIONS, TELLING } from "../functions";
import type { Finding } from "../finding";
import { knownStrings, stringsIn } from "../strings";
import type { AdmissionRule } from "../subject";
import { readTemplate } from "../template";

/**
 * Every string is a template, keys and comments included as far as anybody can tell. What they call is looked up,
 * wherever it is hidden.
 */
export const functions: AdmissionRule = ({ stack: { json }, bases }) => {
  const known = knownStrings(bases);
  return stringsIn(json).flatMap(({ path, text }): readonly Finding[] => {
    const template = readTemplate(text);
    if (!template.readable) {
      return [
        {
          path,
          value: text,
          why: "has an expression that can be read in more than one way.",
          remedy: "Write it without comments, here-documents and three signs in a row.",
        },
      ];
    }
    return [...new Set(template.calls)]
      .filter((name) => !FUNCTIONS.has(name) && !(TELLING.has(name) && known.has(text)))
      .map((name) => ({
        path,
        value: text,
        why: TELLING.has(name)
          ? `calls ${name}(), which can tell what is secret, and not as the base branch does.`
          : `calls ${name}(), which may read more than what it is given.`,
        remedy: "Make the value in the code that synthesizes the stack.",
      }));
  });
};
