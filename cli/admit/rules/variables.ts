import { canonical } from "../../canonical";
import { MERGE_FIRST, type Finding } from "../finding";
import { isSensitive, secretVariablesOf, variablesOf, type Variable } from "../secrets";
import type { AdmissionRule, NamedStack } from "../subject";

/**
 * A variable's secret comes from the environment of the plan. What is one on the base branch, in any stack, is declared
 * in all as it is there: without a mark its value would stand in the plan, and a validation of it answers questions.
 */
export const variables: AdmissionRule = ({ stack, bases }) => {
  const secrets = secretVariablesOf(bases);
  const known = new Set(bases.flatMap(({ json }) => variablesOf(json).map(essence)));
  return variablesOf(stack.json)
    .filter((variable) => secrets.has(variable.name) && !known.has(essence(variable)))
    .map((variable) => finding(variable, bases));
};

function finding(variable: Variable, bases: readonly NamedStack[]): Finding {
  const { path, body, name } = variable;
  if (!bases.some(({ json }) => variablesOf(json).some((other) => other.name === name))) {
    return { path, value: body, why: "is a secret that no stack of the base branch has.", remedy: MERGE_FIRST };
  }
  if (!isSensitive(variable)) {
    const remedy = 'Set "sensitive": true, or give the variable another name.';
    return { path, value: body, why: "is a secret on the base branch, and not marked as one.", remedy };
  }
  return { path, value: body, why: "is a secret that the base branch declares in another way.", remedy: MERGE_FIRST };
}

function essence({ name, body }: Variable): string {
  return canonical([name, body]);
}
