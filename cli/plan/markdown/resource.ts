import { resourceLines } from "../lines/resource-lines";
import type { DiffLine } from "../lines/attribute-lines";
import { cutMiddle, visible } from "../lines/visible";
import type { AttributeChange, ResourceChange } from "../model";
import { remarks } from "../words";
import type { Detail } from "./detail";
import { codeSpan, escapeHtml, fence, htmlCode } from "./escape";

/** GitHub colours these signs at the start of a line: green, red, and orange for what becomes something else. */
const signs = { "+": "+", "-": "-", "~": "!", " ": " " } as const;

/** Longer addresses are cut: a key of for_each may be a whole document. */
const ADDRESS_LENGTH = 300;

/** An address as it is shown. */
export function shortAddress(address: string): string {
  return cutMiddle(visible(address), ADDRESS_LENGTH);
}

/** A resource that can be folded open to what changes in it. */
export function resourceBlock(resource: ResourceChange, detail: Detail): string {
  const { address, action, attributes, construct } = resource;
  const said = remarks(resource).map(({ text, value }) =>
    value === undefined ? escapeHtml(text) : `${text} ${htmlCode(shortAddress(value))}`,
  );
  const title = [htmlCode(shortAddress(address)), ...said].join(" · ");
  const lines = resourceLines(action, attributes, detail.limits);
  const body = [
    ...(lines.length === 0 ? [] : [diffFence(lines)]),
    ...(construct === undefined ? [] : [`Construct ${codeSpan(construct)}`]),
  ];
  return folded(title, body);
}

/** What is to be shown of something that is no resource: drift, an output. */
interface Attributes {
  readonly action: ResourceChange["action"];
  readonly attributes: readonly AttributeChange[];
  /** Something to say beside its name. */
  readonly remark?: string;
}

/** A block of something that is no resource. */
export function attributesBlock(name: string, { action, attributes, remark }: Attributes, { limits }: Detail): string {
  const lines = resourceLines(action, attributes, limits);
  const title = [htmlCode(shortAddress(name)), ...(remark ? [remark] : [])].join(" · ");
  return folded(title, lines.length === 0 ? [] : [diffFence(lines)]);
}

/** Something to fold open; a plain line when there is nothing in it. */
export function folded(title: string, body: readonly string[]): string {
  if (body.length === 0) return `<p>${title}</p>`;
  return [`<details><summary>${title}</summary>`, ...body, "</details>"].join("\n\n");
}

/** Lines of a difference in a fence that GitHub colours. */
export function diffFence(lines: readonly DiffLine[]): string {
  return fence(
    lines.map(({ mark, text }) => `${signs[mark]} ${text}`),
    "diff",
  );
}
