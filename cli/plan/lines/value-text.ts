import type { Json, Shown } from "../model";
import { cutMiddle, visible } from "./visible";

/** A value on one line, cut in its middle when it is longer than so many characters. */
export function valueText(shown: Shown, maximum: number): string {
  if (shown.kind === "unknown") return "(known after apply)";
  if (shown.kind === "sensitive") return "(sensitive)";
  return visible(cutMiddle(jsonText(shown.value), maximum));
}

/** What stands for a value stands without quotes. */
function jsonText(value: Json): string {
  return JSON.stringify(value).replace(/"\((sensitive|known after apply)\)"/g, "($1)");
}

/** The lines of a text that is read by its lines: of several lines, or JSON, which is laid out. */
export function linesOf(shown: Shown | undefined): readonly string[] | undefined {
  if (shown?.kind !== "value" || typeof shown.value !== "string") return undefined;
  const { value } = shown;
  if (value.includes("\n")) return value.replace(/\n$/, "").split("\n");
  return /^[[{]/.test(value) ? laidOut(value) : undefined;
}

function laidOut(text: string): readonly string[] | undefined {
  try {
    const lines = JSON.stringify(JSON.parse(text), null, 2).split("\n");
    return lines.length > 1 ? lines : undefined;
  } catch {
    return undefined; // it only looks like JSON
  }
}
