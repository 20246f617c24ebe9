import { isSensitive, variablesOf } from "../secrets";
import type { AdmissionRule } from "../subject";

/**
 * A variable's secret comes from the environment of the plan. What is sensitive on the base branch, in any stack,
 * stays sensitive in all: declared without the mark, its value would stand in the plan.
 */
export const variables: AdmissionRule = ({ stack, bases }) => {
  const secrets = new Set(
    bases.flatMap(({ json }) =>
      variablesOf(json)
        .filter(isSensitive)
        .map(({ name }) => name),
    ),
  );
  return variablesOf(stack.json)
    .filter((variable) => secrets.has(variable.name) && !isSensitive(variable))
    .map(({ path, body }) => ({
      path,
      value: body,
      why: "is a secret on the base branch, and not marked as one.",
      remedy: 'Set "sensitive": true, or give the variable another name.',
    }));
};
