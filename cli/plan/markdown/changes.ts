import { actionMarks } from "../lines/action-marks";
import { pathText } from "../lines/path-text";
import type { Action, ResourceChange } from "../model";
import { remarks, titles } from "../words";
import type { Detail } from "./detail";
import { resourceBlock, shortAddress } from "./resource";
import { rows } from "./rows";

/** The blocks of one kind of change: a title, then each resource, or rows with their names. */
export function actionSection(action: Action, resources: readonly ResourceChange[], detail: Detail): string[] {
  const own = resources.filter((resource) => resource.action === action);
  if (own.length === 0) return [];
  const title = `**${titles[action]}** (${own.length.toLocaleString("en")})`;
  if ((action === "read" || action === "open") && !detail.harmless) return [title];
  const whole = action === "create" ? detail.created : detail.attributes;
  if (whole) return [title, ...own.map((resource) => resourceBlock(resource, detail))];
  if (action === "create" && !detail.attributes) return [title, ...rows(countedByType(own), "+")];
  return [title, ...rows(own.map(nameRow), actionMarks[action])];
}

function nameRow(resource: ResourceChange): string {
  const said = remarks(resource).map(({ text, value }) =>
    value === undefined ? text : `${text} ${shortAddress(value)}`,
  );
  const forcing = resource.attributes.filter(({ forcesReplacement }) => forcesReplacement);
  const because = new Set(forcing.map(({ path }) => pathText(path.slice(0, 1))));
  const all = [...said, ...because];
  return `${shortAddress(resource.address)}${all.length === 0 ? "" : `  # ${all.join(", ")}`}`;
}

function countedByType(resources: readonly ResourceChange[]): string[] {
  const counts = new Map<string, number>();
  for (const { type } of resources) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].map(([type, count]) => `${count.toLocaleString("en")} × ${shortAddress(type)}`);
}
