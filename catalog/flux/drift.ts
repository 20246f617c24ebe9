import type { Values } from "../../constructs/gitops/values";
import type { IgnoredDifference } from "../component";

/** A step of a path in jq's language: a field, a field in quotes, or every item of a list. */
const STEP = /^(?:\.([A-Za-z_]\w*)|\.?\["([^"\\]+)"\]|(\.?\[\]\??))/;

/** What Flux does not take for drift: it names fields by JSON pointers, so what lies in items of a list is named by the list. */
export function ignoredDrift({ group, kind, name, jqPathExpressions }: IgnoredDifference): Values {
  return {
    paths: [...new Set(jqPathExpressions.map(pointer))],
    target: { ...(group === "" ? {} : { group }), kind, ...(name === undefined ? {} : { name }) },
  };
}

/** A choice among objects by their content, which Flux does not have. */
const SELECT = /^select\(.*\) \| /;

/** The JSON pointer of a path in jq's language; where that chooses among objects, the path is left out of all of them. */
export function pointer(path: string): string {
  let found = "";
  for (let rest = path.replace(SELECT, ""); rest !== "";) {
    const [step, plain, quoted, everyItem] = STEP.exec(rest) ?? [];
    if (step === undefined)
      throw new Error(`ignoreDifferences: "${path}" is not a path of fields such as .spec.replicas.`);
    if (everyItem !== undefined) return found;
    found += `/${(plain ?? quoted ?? "").replaceAll("~", "~0").replaceAll("/", "~1")}`;
    rest = rest.slice(step.length);
  }
  return found;
}
