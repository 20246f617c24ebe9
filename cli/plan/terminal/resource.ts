import { actionMarks } from "../lines/action-marks";
import type { Action, AttributeChange, ResourceChange } from "../model";
import { remarks } from "../words";
import type { Page } from "./page";

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
export function resourceText(resource: ResourceChange, page: Page): string[] {
  const { action, address, replacing, attributes } = resource;
  const { paint } = page;
  const sign = replacing === "create-first" ? "+/-" : signs[action];
  const said = remarks(resource).map(({ text, value }) =>
    value === undefined ? text : `${text} ${page.short(value)}`,
  );
  const title = `${sign} ${page.short(address)}`;
  return [
    `  ${paint.change(actionMarks[action], title)}${said.length === 0 ? "" : `  ${paint.faint(said.join(", "))}`}`,
    ...(action === "delete" || action === "read" ? [] : attributesText(action, attributes, page)),
  ];
}

/** The changes of attributes, indented below what they belong to. */
export function attributesText(action: Action, attributes: readonly AttributeChange[], page: Page): string[] {
  return page
    .lines(action, attributes)
    .map(({ mark, text }) => `        ${page.paint.change(mark, `${mark} ${text}`)}`.trimEnd());
}
