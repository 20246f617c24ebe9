import { isObject, type JsonObject } from "../../stacks/synthesized-stack";

/** The largest JSON of a stack, in bytes: a hundred times what the largest stack has. */
export const MOST_BYTES = 16 * 1024 * 1024;

/** How deep a stack's JSON may be nested; the deepest stack needs a quarter of it. */
export const MOST_LEVELS = 64;

/** JSON that means the same to every reader, or what is wrong with it. */
export type Read =
  | { readonly ok: true; readonly json: JsonObject }
  /** Goes on after the file's name. */
  | { readonly ok: false; readonly why: string };

/**
 * Reads a stack's JSON, strictly: Node and Terraform read what is loose in two ways, and only one of them would have
 * been looked at.
 */
export function readJson(bytes: Uint8Array): Read {
  if (bytes.length > MOST_BYTES) return no(`has ${bytes.length} bytes; at most ${MOST_BYTES} are read.`);
  const text = decoded(bytes);
  if (text === undefined) return no("is not UTF-8.");
  if (text.startsWith("\u{feff}")) return no("begins with a byte order mark.");
  const json = parsed(text);
  if (json === undefined) return no("is not JSON.");
  if (depthOf(text) > MOST_LEVELS) return no(`is nested deeper than ${MOST_LEVELS} levels.`);
  if (!isObject(json)) return no("is not an object.");
  const key = doubtfulKey(text);
  if (key !== undefined) return no(key);
  return { ok: true, json };
}

function no(why: string): Read {
  return { ok: false, why };
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The tokens of JSON that say where keys are: strings and punctuation. */
function* tokensOf(text: string): Generator<string> {
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === '"') {
      const begin = index++;
      while (text[index] !== '"') index += text[index] === "\\" ? 2 : 1;
      yield text.slice(begin, index + 1);
    } else if ("{}[]:".includes(character)) yield character;
  }
}

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const token of tokensOf(text)) {
    if (token === "{" || token === "[") deepest = Math.max(deepest, ++depth);
    if (token === "}" || token === "]") depth--;
  }
  return deepest;
}

/**
 * A key that is there twice: Node takes the last of them, Terraform all. Or one that JavaScript gives a meaning of
 * its own.
 */
function doubtfulKey(text: string): string | undefined {
  const levels: (Set<string> | undefined)[] = [];
  let last = "";
  for (const token of tokensOf(text)) {
    if (token === "{") levels.push(new Set());
    else if (token === "[") levels.push(undefined);
    else if (token === "}" || token === "]") levels.pop();
    else if (token !== ":") last = token;
    else {
      const key = String(parsed(last));
      if (key === "__proto__") return `has the key ${last}.`;
      if (levels.at(-1)?.has(key)) return `has the key ${last} twice in one object.`;
      levels.at(-1)?.add(key);
    }
  }
  return undefined;
}
