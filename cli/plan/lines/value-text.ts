import { isLongNumber, withDigits } from "../long-numbers";
import type { Json, Shown } from "../model";
import { jsonLines } from "./json-lines";
import { cut, cutMiddle, visible } from "./visible";

/**
 * A value on one line, cut in its middle when it is longer than so many characters. A text stands in quotes, both parts
 * of one that is cut too: so nobody can write a value that looks as if something were hidden in it.
 */
export function valueText(shown: Shown, maximum: number): string {
  if (shown.kind === "unknown") return "(known after apply)";
  if (shown.kind === "sensitive") return "(sensitive)";
  const { value } = shown;
  if (typeof value !== "string" || isLongNumber(value)) return visible(cutMiddle(jsonText(value), maximum));
  const parts = cut(value, maximum);
  return parts === undefined ? quoted(value) : `${quoted(parts.head)} ${parts.gap} ${quoted(parts.tail)}`;
}

/** A text in quotes, with nothing hidden in it. */
export function quoted(text: string): string {
  return visible(JSON.stringify(text));
}

/** What stands for a value in a list or map stands without quotes. */
export function jsonText(value: Json): string {
  return withDigits(JSON.stringify(value)).replace(/"\((sensitive|known after apply)\)"(?!:)/g, "($1)");
}

/** The lines of a text that is read by its lines: of several lines, or JSON, which is laid out. */
export function linesOf(shown: Shown | undefined): readonly string[] | undefined {
  if (shown?.kind !== "value" || typeof shown.value !== "string") return undefined;
  const { value } = shown;
  if (value.includes("\n")) return value.replace(/\n$/, "").split("\n");
  return /^[[{]/.test(value) ? jsonLines(value) : undefined;
}
