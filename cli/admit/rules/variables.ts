import type { JsonObject } from "../../../stacks/synthesized-stack";
import { blocksOf } from "../blocks";
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

interface Variable {
  readonly path: string;
  readonly name: string;
  readonly body: JsonObject;
}

function variablesOf(json: JsonObject): readonly Variable[] {
  return blocksOf(json, "variable", 1).map(({ path, labels: [name = ""], body }) => ({ path, name, body }));
}

function isSensitive({ body }: Variable): boolean {
  return body["sensitive"] === true;
}
