import { isFields } from "../kinds";
import { Refusal } from "../output";

/** Renders a template of kubectl's `-o jsonpath=`: text, paths, filters, literals and `range`/`end`. */
export function renderJsonPath(template: string, root: unknown): string {
  const pieces = split(template.replace(/^'(.*)'$/s, "$1"));
  const { text } = renderPieces(pieces, 0, root, root);
  return text;
}

type Piece = { readonly text: string } | { readonly expression: string };

/** Cuts a template into plain text and what stands in braces. */
function split(template: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const pattern = /\{((?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^{}"'])*)\}|([^{]+)/gs;
  let consumed = 0;
  for (const match of template.matchAll(pattern)) {
    consumed += match[0].length;
    pieces.push(match[1] === undefined ? { text: match[2] ?? "" } : { expression: match[1].trim() });
  }
  if (consumed !== template.length) {
    throw new Refusal(`error: error parsing jsonpath ${template}, unclosed action`);
  }
  return pieces;
}

function renderPieces(
  pieces: readonly Piece[],
  from: number,
  current: unknown,
  root: unknown,
): { text: string; next: number } {
  let text = "";
  for (let index = from; index < pieces.length; index += 1) {
    const piece = pieces[index];
    if (piece === undefined || "text" in piece) {
      text += piece?.text ?? "";
    } else if (piece.expression === "end") {
      return { text, next: index };
    } else if (piece.expression.startsWith("range ")) {
      const items = find(piece.expression.slice(6).trim(), current, root);
      const rendered = items.map((item) => renderPieces(pieces, index + 1, item, root));
      text += rendered.map((part) => part.text).join("");
      index = rendered[0]?.next ?? endOf(pieces, index + 1);
    } else {
      text += value(piece.expression, current, root);
    }
  }
  return { text, next: pieces.length };
}

/** Where the range that began before `from` ends, when it has nothing to render. */
function endOf(pieces: readonly Piece[], from: number): number {
  let depth = 1;
  for (let index = from; index < pieces.length; index += 1) {
    const piece = pieces[index];
    const expression = piece !== undefined && "expression" in piece ? piece.expression : "";
    depth += expression.startsWith("range ") ? 1 : expression === "end" ? -1 : 0;
    if (depth === 0) {
      return index;
    }
  }
  throw new Refusal("error: jsonpath: range without end");
}

function value(expression: string, current: unknown, root: unknown): string {
  const literal = /^"((?:[^"\\]|\\.)*)"$|^'((?:[^'\\]|\\.)*)'$/s.exec(expression);
  if (literal !== null) {
    return (literal[1] ?? literal[2] ?? "").replace(/\\n/g, "\n").replace(/\\t/g, "\t").replace(/\\(.)/g, "$1");
  }
  return find(expression, current, root)
    .map((found) => (typeof found === "string" ? found : JSON.stringify(found)))
    .join(" ");
}

/** Everything that a path finds. */
function find(path: string, current: unknown, root: unknown): readonly unknown[] {
  const start = path.startsWith("$") ? root : current;
  let rest = path.replace(/^[$@]/, "");
  let found: readonly unknown[] = [start];
  while (rest !== "") {
    const match = STEP.exec(rest);
    if (match === null) {
      throw new Refusal(`error: error parsing jsonpath {${path}}: unrecognized "${rest}"`);
    }
    rest = rest.slice(match[0].length);
    found = found.flatMap((item) => step(item, match, root));
  }
  return found;
}

/** `.name`, `.*`, `['name']`, `[*]`, `[0]` or `[?(@.path=="value")]`. */
const STEP =
  /^(?:\.((?:\\.|[^.[\\])+)|\['((?:[^'\\]|\\.)*)'\]|\[(\*)\]|\[(-?\d+)\]|\[\?\(\s*(@[^=!]*?)\s*(==|!=)\s*(?:"([^"]*)"|'([^']*)')\s*\)\]|\.(?=\[))/s;

function step(item: unknown, match: RegExpExecArray, root: unknown): readonly unknown[] {
  const [whole, dotted, quoted, star, index, filter, operator, double, single] = match;
  if (whole === ".") {
    return [item];
  }
  const name = (dotted ?? quoted)?.replace(/\\(.)/g, "$1");
  if (star !== undefined || dotted === "*") {
    return Array.isArray(item) ? item : isFields(item) ? Object.values(item) : [];
  }
  if (index !== undefined) {
    return Array.isArray(item) && item.at(Number(index)) !== undefined ? [item.at(Number(index))] : [];
  }
  if (filter !== undefined) {
    const wanted = double ?? single ?? "";
    const holds = (entry: unknown): boolean => (value(filter, entry, root) === wanted) === (operator === "==");
    return Array.isArray(item) ? item.filter(holds) : [];
  }
  const field: unknown = isFields(item) && name !== undefined ? item[name] : undefined;
  return field === undefined ? [] : [field];
}
