import { visit } from "yaml";
import { factsIn, replaceFacts } from "../../constructs/gitops/cluster-facts";
import type { Values } from "../../constructs/gitops/values";
import { toYaml } from "../../constructs/gitops/yaml";

/**
 * An object as a file of a Helm chart's templates: facts become the chart's values, and every other brace stays what
 * it is, since a component's own values may be templates too.
 */
export function helmTemplate(object: Values): string {
  const text = toYaml(object, (document) =>
    visit(document, {
      Scalar(_, node) {
        // Within double quotes JSON's escapes hold, whatever the fact's value is; and blank lines, which Helm cuts off at a file's end.
        if (typeof node.value === "string" && (factsIn(node.value).length > 0 || /(^|\n)\s*\n$/.test(node.value))) {
          node.type = "QUOTE_DOUBLE";
        }
      },
    }),
  );
  return replaceFacts(text, factReference, escapeBraces);
}

function factReference(name: string): string {
  const value = `required "The cluster fact ${name} is missing." .Values.facts.${name}`;
  return `{{ ${value} | toJson | trimPrefix "\\"" | trimSuffix "\\"" }}`;
}

/** Also a single brace at the end: what follows may begin with two. */
function escapeBraces(text: string): string {
  return text.replace(/\{{2,}|\{$/g, (braces) => `{{ "${braces}" }}`);
}
