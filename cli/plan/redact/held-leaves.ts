import { isScalar, visit } from "yaml";
import { isJson, jsonTokens, longestYaml, mayBeYaml, yamlDocuments } from "./document-leaves";

/** The end of a path in a document that a secret is. */
export interface HeldLeaf {
  /** A number as it is written. */
  readonly value: string;
  readonly kind: "text" | "number" | "key";
}

/**
 * The leaves and keys of the JSON, the lines of JSON, or the YAML that a secret is; undefined if it is none. What a
 * reviewer is shown of a document is read with more care: here it is enough to find whatever may be in one, however long
 * its numbers are and however it is written.
 */
export function heldLeaves(text: string): readonly HeldLeaf[] | undefined {
  if (/^\s*[[{"]/.test(text)) {
    if (isJson(text)) return inJson(text);
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    if (lines.length > 1 && lines.every((line) => /^\s*[[{]/.test(line) && isJson(line))) return lines.flatMap(inJson);
  }
  return text.length <= longestYaml && mayBeYaml(text) ? inYaml(text) : undefined;
}

function inJson(text: string): readonly HeldLeaf[] {
  const found: HeldLeaf[] = [];
  for (const [token, quoted, colon] of text.matchAll(jsonTokens)) {
    if (quoted === undefined) found.push({ value: token, kind: "number" });
    else found.push({ value: String(JSON.parse(quoted)), kind: colon === undefined ? "text" : "key" });
  }
  return found;
}

function inYaml(text: string): readonly HeldLeaf[] | undefined {
  const documents = yamlDocuments(text).filter(({ contents }) => contents !== null);
  // A sentence, or a text that only looks like YAML in places.
  if (documents.length === 0 || documents.some(({ contents, errors }) => isScalar(contents) || errors.length > 0)) {
    return undefined;
  }
  const found: HeldLeaf[] = [];
  try {
    for (const document of documents) {
      visit(document, {
        Scalar(key, { value, source, type }) {
          if (typeof value === "number") found.push({ value: source ?? String(value), kind: "number" });
          if (typeof value !== "string" || (type === "PLAIN" && isBoolean(value))) return;
          found.push({ value, kind: key === "key" ? "key" : "text" });
        },
      });
    }
  } catch {
    return undefined; // Deeper than the program can go.
  }
  return found;
}

/** As Helm and Kubernetes read it: https://yaml.org/type/bool.html */
function isBoolean(text: string): boolean {
  return /^(?:y|n|yes|no|on|off)$/i.test(text);
}
