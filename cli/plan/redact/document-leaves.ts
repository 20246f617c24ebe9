import { isScalar, parseAllDocuments, visit, type Document, type Scalar } from "yaml";

/** What stands for a leaf instead; undefined if it may be seen. The source is how it is written. */
export type Replace = (leaf: string | number, source: string, isKey: boolean) => string | undefined;

/** Larger texts are not parsed as YAML: that takes seconds. */
export const longestYaml = 200_000;

/** Replaces leaves of the JSON or YAML document that a text is, and leaves all the rest of it byte for byte. */
export function replaceLeaves(text: string, replace: Replace): string {
  if (/^\s*[[{"]/.test(text) && isJson(text)) return inJson(text, replace);
  return text.length <= longestYaml && mayBeYaml(text) ? inYaml(text, replace) : text;
}

/** Most texts are not: to parse them takes longer than all the rest. */
export function mayBeYaml(text: string): boolean {
  return /: |:\n|^\s*- |^\s*[[{]/.test(text);
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Texts, as keys with their colon, and numbers. */
export const jsonTokens = /("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

function inJson(text: string, replace: Replace): string {
  return text.replace(jsonTokens, (token: string, quoted: string | undefined, colon: string | undefined) => {
    const leaf: unknown = JSON.parse(quoted ?? token);
    if (typeof leaf !== "string" && typeof leaf !== "number") return token;
    const instead = replace(leaf, token, colon !== undefined);
    return instead === undefined ? token : JSON.stringify(instead) + (colon ?? "");
  });
}

function inYaml(text: string, replace: Replace): string {
  let result = "";
  let done = 0;
  for (const document of yamlDocuments(text)) {
    if (isScalar(document.contents)) continue; // a sentence, not a document
    visit(document, {
      Scalar(key, node) {
        const [start, end] = node.range ?? [0, 0];
        const { value } = node;
        if (typeof value !== "string" && typeof value !== "number") return;
        const instead = replace(value, node.source ?? "", key === "key");
        if (instead === undefined) return;
        result += text.slice(done, start) + written(instead, node, text.slice(start, end));
        done = end;
      },
    });
  }
  return result + text.slice(done);
}

export function yamlDocuments(text: string): readonly Document.Parsed[] {
  try {
    return [...parseAllDocuments(text, { uniqueKeys: false, logLevel: "silent" })];
  } catch {
    return []; // Lists in lists in lists, thousands of them: the parser calls itself for each.
  }
}

/** As a scalar of the same style; a block becomes one line. */
function written(value: string, { type }: Scalar, source: string): string {
  if (type === "PLAIN" && /^[\w(][\w .()-]*$/.test(value)) return value;
  return JSON.stringify(value) + (source.endsWith("\n") ? "\n" : "");
}
