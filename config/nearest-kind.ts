import type { Problem, Report } from "./problem";
import type { EnvironmentSchema } from "./schema/environment";
import type { TreeMap } from "./tree";
import { textAt } from "./tree";
import type { ValidateOptions } from "./validate";
import { validate } from "./validate";

/** Whether a document says a kind that there is. */
export function hasKind(schema: EnvironmentSchema, tree: TreeMap): boolean {
  return schema.options.some((option) => option.shape.kind.value === textAt(tree, ["kind"])?.value);
}

/**
 * Checks all but the kind: against the kind that the document names, or against the one that it is nearest to. That
 * is for profiles, which need not name one, and for environments whose kind is wrong beside other things.
 */
export function validateNearestKind(
  schema: EnvironmentSchema,
  tree: TreeMap,
  report: Report,
  options: ValidateOptions,
): void {
  const kind = textAt(tree, ["kind"])?.value;
  const named = schema.options.filter((option) => option.shape.kind.value === kind);
  const attempts = (named.length > 0 ? named : schema.options).map((kindSchema) => {
    const problems: Problem[] = [];
    validate(kindSchema, tree, (problem) => void problems.push(problem), options);
    return problems.filter(({ path }) => path !== "kind");
  });
  const best = attempts.reduce((least, problems) => (problems.length < least.length ? problems : least));
  best.forEach((problem) => report(problem));
}
