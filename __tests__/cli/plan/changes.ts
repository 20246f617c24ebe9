import { attributesOf } from "../../../cli/plan/attributes";
import { resourceLines } from "../../../cli/plan/lines/resource-lines";
import type { Action, AttributeChange } from "../../../cli/plan/model";
import type { ChangeJson, ResourceChangeJson } from "../../../cli/plan/plan-json";

/** A change in plan JSON, with what a test adds to it. */
export function changeJson(parts: Partial<ChangeJson>): ChangeJson {
  return { actions: ["update"], replace_paths: [], ...parts };
}

/** A changed resource in plan JSON. */
export function resourceJson(address: string, parts: Partial<ChangeJson>, more: Partial<ResourceChangeJson> = {}) {
  const [type = "", name = ""] = address.split(".");
  return { address, mode: "managed", type, name, ...more, change: changeJson(parts) };
}

/** The lines that show what differs, nothing cut. */
export function linesOfChange(parts: Partial<ChangeJson>, action: Action = "update"): string[] {
  return linesOfAttributes(attributesOf(changeJson(parts), action), action);
}

/** The lines that show these changes, nothing cut. */
export function linesOfAttributes(attributes: readonly AttributeChange[], action: Action = "update"): string[] {
  const limits = { value: 1_000, lines: 1_000, attributes: 10_000 };
  return resourceLines(action, attributes, limits).map(({ mark, text }) => `${mark} ${text}`);
}
