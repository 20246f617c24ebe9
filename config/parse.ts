import type { CST, Document } from "yaml";
import { Composer, Lexer, LineCounter, Parser } from "yaml";
import { convert } from "./convert";
import type { Report } from "./problem";
import { problemAt } from "./problem";
import type { Position, TreeMap } from "./tree";

/** Deeper nesting than any environment needs, and little enough for every recursion after this check. */
export const MAX_DEPTH = 32;

/** Five times as many as an environment of a hundred machines has. */
export const MAX_TOKENS = 30_000;

/** Reads YAML 1.2 into a tree with positions; nothing, with a report, when it is not one well-formed document with a map at its top. */
export function parseYaml(file: string, text: string, report: Report): TreeMap | undefined {
  const counter = new LineCounter();
  const at = (offset: number): Position => {
    const { line, col } = counter.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const refuse = (offset: number, message: string): undefined => {
    report(problemAt(at(offset), [], message));
  };

  const tokens = tokensOf(text, counter);
  if (tokens === undefined) return refuse(0, `the file holds more than ${MAX_TOKENS} words and signs.`);
  const tooDeep = findTooDeep(tokens);
  if (tooDeep !== undefined) return refuse(tooDeep, `is nested more than ${MAX_DEPTH} levels deep.`);
  const directive = tokens.find((token) => token.type === "directive");
  if (directive !== undefined) return refuse(directive.offset, "YAML directives (%) are not supported.");

  // Duplicate keys are found while converting: the check of `yaml` compares every key with every other.
  const composer = new Composer({ version: "1.2", uniqueKeys: false, prettyErrors: false, logLevel: "error" });
  const [document, second] = composer.compose(tokens, true, text.length);
  if (document === undefined) return refuse(0, "the file is empty.");
  // The first error only: what follows one is mostly its consequence.
  const error = document.errors[0] ?? document.warnings.find((warning) => warning.code !== "TAG_RESOLVE_FAILED");
  if (error !== undefined) return refuse(error.pos[0], `is not valid YAML: ${sentence(error.message)}`);
  if (second !== undefined) return refuse(startOf(second), "a second document begins here; a file holds one.");
  if (document.contents === null || isEmpty(document)) return refuse(0, "the file is empty.");

  const tree = convert(document.contents, at, report);
  if (tree === undefined) return undefined;
  if (tree.type === "map") return tree;
  report(
    problemAt(
      tree.at,
      [],
      `a map of keys and values is needed here, not a ${tree.type === "list" ? "list" : "single value"}.`,
    ),
  );
  return undefined;
}

/** The syntax tree; nothing when the text has too many tokens, each of which could become an error of its own. */
function tokensOf(text: string, counter: LineCounter): CST.Token[] | undefined {
  const parser = new Parser(counter.addNewLine);
  const tokens: CST.Token[] = [];
  let count = 0;
  counter.addNewLine(0);
  for (const word of new Lexer().lex(text)) {
    if (++count > MAX_TOKENS) return undefined;
    tokens.push(...parser.next(word));
  }
  tokens.push(...parser.end());
  return tokens;
}

/** Where a token lies deeper than allowed; found without recursion, since what is checked here may be ten thousand levels deep. */
function findTooDeep(tokens: readonly CST.Token[]): number | undefined {
  const open: { readonly token: CST.Token; readonly depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    if (depth > MAX_DEPTH) return token.offset;
    if (token.type === "document" && token.value !== undefined) open.push({ token: token.value, depth });
    if (!("items" in token)) continue;
    for (const item of token.items) {
      if (item.key) open.push({ token: item.key, depth: depth + 1 });
      if (item.value) open.push({ token: item.value, depth: depth + 1 });
    }
  }
  return undefined;
}

function isEmpty(document: Document.Parsed): boolean {
  const contents = document.contents;
  return contents !== null && "value" in contents && contents.value === null && contents.range[0] === contents.range[1];
}

function startOf(document: Document.Parsed): number {
  return document.contents?.range[0] ?? document.range[0];
}

const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/^Missing closing .quote/, "a quote is not closed"],
  [/^Tabs are not allowed as indentation/, "a tab can't indent; use spaces"],
  [/^Nested mappings are not allowed in compact/, 'a second ": " in one line; put a text that holds one in quotes'],
  [/^Flow map in block collection/, "a { is not closed, or its content is not indented"],
  [/^Flow sequence in block collection/, "a [ is not closed, or its content is not indented"],
];

/** What `yaml` says, clearer where it is a frequent slip, and without the piece of the file that it may repeat: a secret, perhaps. */
function sentence(message: string): string {
  const known = SENTENCES.find(([pattern]) => pattern.test(message))?.[1];
  return `${known ?? message.replace(/( in YAML stream)?: ".*$/s, "").replace(/\.$/, "")}.`;
}
