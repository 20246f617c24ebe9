import { parse } from "yaml";

/** What can stand behind a key in one piece. */
export type ScalarValue = string | number | boolean;

/** What can stand without quotes anywhere, between braces too; everything else gets them. */
const PLAIN = /^[A-Za-z0-9_./](?:[\w./+@ -]|:(?=[\w/]))*$/;

/** A value as it is written: plain where that means the same, and in the quotes of what stood there before. */
export function scalarText(value: ScalarValue, style?: string): string {
  if (typeof value !== "string") return String(value);
  if (style === "QUOTE_SINGLE" && isSimple(value)) return `'${value.replaceAll("'", "''")}'`;
  if (style === "QUOTE_DOUBLE") return quoted(value);
  return canBePlain(value) ? value : quoted(value);
}

function canBePlain(value: string): boolean {
  return PLAIN.test(value) && !value.endsWith(" ") && parse(value) === value;
}

/** Whether single quotes can hold it: they know no way to write what can't be seen. */
function isSimple(value: string): boolean {
  return /^[^\p{C}\p{Zl}\p{Zp}]*$/u.test(value);
}

/** JSON is YAML but for these, which a YAML file may not hold as they are. */
function quoted(value: string): string {
  return JSON.stringify(value).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => escapeOf(character));
}

function escapeOf(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`;
}
