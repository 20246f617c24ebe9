import { isExact } from "../documents/exact";
import { parseJson } from "../documents/parse-document";

/**
 * JSON laid out over lines; undefined if the text is none, or nothing to lay out. What says less once it is read, since a
 * key comes twice or a number is rounded, is laid out as it is written.
 */
export function jsonLines(text: string): readonly string[] | undefined {
  const document = parseJson(text);
  if (document === undefined) return undefined;
  const isSafe = isExact(text, document);
  if (!isSafe && text.length > MAXIMUM_LENGTH) return undefined;
  const lines = (isSafe ? JSON.stringify(document.value, null, 2) : spread(text)).split("\n");
  return lines.length > 1 ? lines : undefined;
}

/** Longer texts are not laid out token by token. */
const MAXIMUM_LENGTH = 1_000_000;

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** What is read only once may be as deep as it likes. */
const MAXIMUM_INDENT = 200;

/** The same layout, token by token. */
function spread(json: string): string {
  let depth = 0;
  let previous = "";
  let text = "";
  const line = (): string => `\n${" ".repeat(Math.min(2 * depth, MAXIMUM_INDENT))}`;
  for (const [token] of json.matchAll(TOKEN)) {
    const opened = previous === "{" || previous === "[";
    const closes = token === "}" || token === "]";
    if (closes) depth -= 1;
    if (opened !== closes) text += line();
    text += token;
    if (token === "{" || token === "[") depth += 1;
    if (token === ",") text += line();
    if (token === ":") text += " ";
    previous = token;
  }
  return text;
}
