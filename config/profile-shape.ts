import type { Problem, Report } from "./problem";
import { environment } from "./schema/environment";
import type { TreeMap } from "./tree";
import { textAt } from "./tree";
import { validate } from "./validate";

/**
 * Checks a profile by itself, since an environment may override a wrong value of it and nobody may use it yet.
 * One that names no kind is measured against all of them and must fit at least one.
 */
export function validateProfile(tree: TreeMap, report: Report): void {
  const kind = textAt(tree, ["kind"])?.value;
  const schemas = environment.options.filter((option) => option.shape.kind.value === kind);
  const attempts = (schemas.length > 0 ? schemas : environment.options).map((schema) => {
    const problems: Problem[] = [];
    validate(schema, tree, (problem) => void problems.push(problem), {
      partial: true,
      also: ["extends"],
    });
    return problems;
  });
  const best = attempts.reduce((least, problems) => (problems.length < least.length ? problems : least));
  best.forEach(report);
}
