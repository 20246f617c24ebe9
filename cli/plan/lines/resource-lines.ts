import { counted } from "../../words";
import { canonical } from "../../canonical";
import type { Action, AttributeChange } from "../model";
import { attributeLines, type DiffLine, type Limits } from "./attribute-lines";
import { pathText } from "./path-text";

/** The lines of a difference that show what changes within a resource; first what can't be changed in place. */
export function resourceLines(
  action: Action,
  attributes: readonly AttributeChange[],
  limits: Limits,
): readonly DiffLine[] {
  const own = withoutMirrors(attributes);
  const invented = own.filter((attribute) => isInvented(action, attribute));
  const said = own.filter((attribute) => !isInvented(action, attribute));
  const sorted = [...said.filter(forces), ...said.filter((attribute) => !forces(attribute))];
  const left = sorted.length - limits.attributes;
  return [
    ...sorted.slice(0, limits.attributes).flatMap((attribute) => attributeLines(attribute, limits)),
    ...(left > 0 ? [{ mark: " " as const, text: `⋮ ${counted(left, "attribute")} more`, cut: true as const }] : []),
    ...inventedLines(action, invented, limits),
  ];
}

function forces({ forcesReplacement }: AttributeChange): boolean {
  return forcesReplacement === true;
}

function inventedLines(action: Action, invented: readonly AttributeChange[], { attributes, keys }: Limits): DiffLine[] {
  if (invented.length === 0) return [];
  const names = [...new Set(invented.map(({ path }) => pathText(path, keys)))];
  const left = names.length - attributes;
  const said = [...names.slice(0, attributes), ...(left > 0 ? [`and ${left.toLocaleString("en")} more`] : [])];
  const mark = action === "replace" ? "~" : "+";
  return [{ mark, text: `known after apply: ${said.join(", ")}`, ...(left > 0 && { cut: true }) }];
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
