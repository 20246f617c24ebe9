import { factsIn, replaceFacts } from "../../constructs/gitops/cluster-facts";
import { FACTS_MAP } from "../../constructs/gitops/flux-objects";
import type { Value, Values } from "../../constructs/gitops/values";
import { toYaml } from "../../constructs/gitops/yaml";
import type { KubernetesObject } from "../kubernetes";

/** A variable that holds a double quote. */
const QUOTE = "quote";

/** The part of a Kustomization that puts cluster facts into what it applies. */
export const SUBSTITUTION: Values = {
  postBuild: {
    // Numbers and booleans stay strings between quotes; those in the file are gone by the time of the substitution.
    substitute: { [QUOTE]: '"' },
    substituteFrom: [{ kind: "ConfigMap", name: FACTS_MAP }],
  },
};

/**
 * An object as a file whose variables Flux substitutes: facts become variables, and every other dollar stays what it
 * is, since a component's own values may have variables too.
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution
 */
export function withVariables(object: KubernetesObject): string {
  return toYaml(everyString(object, variables));
}

function variables(text: string): string {
  const reference = (name: string) => `\${${name}}`;
  const replaced = replaceFacts(text, reference, (plain) => plain.replaceAll("$", () => "$$"));
  const [fact] = factsIn(text);
  const alone = fact !== undefined && replaced === reference(fact);
  return alone ? `\${${QUOTE}}${replaced}\${${QUOTE}}` : replaced;
}

function everyString(values: Values, change: (text: string) => string): Values {
  const changed = (value: Value): Value => {
    if (typeof value === "string") return change(value);
    if (isList(value)) return value.map(changed);
    return typeof value === "object" && value !== null ? everyString(value, change) : value;
  };
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [change(key), changed(value)]));
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
