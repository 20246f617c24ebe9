import { canonical } from "../canonical";
import type { Action, AttributeChange } from "../model";
import { attributeLines, type DiffLine, type Limits } from "./attribute-lines";
import { pathText } from "./path-text";

/** The lines of a difference that show what changes within a resource. */
export function resourceLines(
  action: Action,
  attributes: readonly AttributeChange[],
  limits: Limits,
): readonly DiffLine[] {
  const own = withoutMirrors(attributes);
  const invented = own.filter((attribute) => isInvented(action, attribute));
  const said = own.filter((attribute) => !invented.includes(attribute));
  const lines = said.flatMap((attribute) => attributeLines(attribute, limits));
  if (invented.length === 0) return lines;
  const names = [...new Set(invented.map(({ path }) => pathText(path)))].join(", ");
  return [...lines, { mark: action === "replace" ? "~" : "+", text: `known after apply: ${names}` }];
}

/** What every new object gets from its provider: ids, ARNs. It says nothing about the change. */
function isInvented(action: Action, { after, forcesReplacement }: AttributeChange): boolean {
  return (action === "create" || action === "replace") && after?.kind === "unknown" && !forcesReplacement;
}

/** The AWS provider repeats every tag in `tags_all`, where it adds those of its own configuration. */
function withoutMirrors(attributes: readonly AttributeChange[]): readonly AttributeChange[] {
  const tags = new Set(attributes.filter(({ path }) => path[0] === "tags").map(mirrorKey));
  if (tags.size === 0) return attributes;
  return attributes.filter((attribute) => attribute.path[0] !== "tags_all" || !tags.has(mirrorKey(attribute)));
}

function mirrorKey({ path, before, after }: AttributeChange): string {
  return canonical([path.slice(1), before, after]);
}
