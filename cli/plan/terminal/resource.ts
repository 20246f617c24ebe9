import { actionMarks } from "../lines/action-marks";
import type { Limits } from "../lines/attribute-lines";
import { resourceLines } from "../lines/resource-lines";
import { cutMiddle, visible } from "../lines/visible";
import type { Action, AttributeChange, ResourceChange } from "../model";
import { remarks } from "../words";
import type { Paint } from "./paint";

const LIMITS: Limits = { value: 160, lines: 40, attributes: 200 };

/** What Terraform's own plan writes before an address. */
const signs: Readonly<Record<Action, string>> = {
  delete: "-  ",
  replace: "-/+",
  forget: ".  ",
  update: "~  ",
  create: "+  ",
  none: "→  ",
  read: "<= ",
  open: "<= ",
};

/** A resource with what changes in it; of one that goes, only the name. */
export function resourceText(resource: ResourceChange, paint: Paint): string[] {
  const { action, address, replacing, attributes } = resource;
  const sign = replacing === "create-first" ? "+/-" : signs[action];
  const said = remarks(resource).map(({ text, value }) => (value === undefined ? text : `${text} ${short(value)}`));
  const title = `${sign} ${short(address)}`;
  return [
    `  ${paint.change(actionMarks[action], title)}${said.length === 0 ? "" : `  ${paint.faint(said.join(", "))}`}`,
    ...(action === "delete" || action === "read" ? [] : attributesText(action, attributes, paint)),
  ];
}

/** The changes of attributes, indented below what they belong to. */
export function attributesText(action: Action, attributes: readonly AttributeChange[], paint: Paint): string[] {
  return resourceLines(action, attributes, LIMITS).map(({ mark, text }) =>
    `        ${paint.change(mark, `${mark} ${text}`)}`.trimEnd(),
  );
}

/** A text from a plan on one line, nothing hidden in it. */
export function short(text: string): string {
  return cutMiddle(visible(text), LIMITS.value);
}
