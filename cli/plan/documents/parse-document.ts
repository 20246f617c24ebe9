import { parseAllDocuments } from "yaml";

/** What a string holds that is JSON or YAML. */
export interface HeldDocument {
  readonly kind: "json" | "yaml";
  readonly value: unknown;
}

/** Larger texts are compared by their lines: nobody reviews them key by key, and a YAML parser takes seconds for them. */
const MAXIMUM_LENGTH = 200_000;

/** The map or list that a string holds as JSON, or as YAML of several lines; undefined if it holds none. */
export function parseDocument(text: string): HeldDocument | undefined {
  if (text.length > MAXIMUM_LENGTH) return undefined;
  return json(text) ?? yaml(text);
}

function json(text: string): HeldDocument | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return { kind: "json", value: JSON.parse(text) };
  } catch {
    return undefined; // it only looks like JSON
  }
}

function yaml(text: string): HeldDocument | undefined {
  // One line is a sentence with a colon more often than a document.
  if (!/\n./.test(text) || !/^[ \t]*(?:- |[^\s#].*:(?: |$))/m.test(text)) return undefined;
  const documents = [...parseAllDocuments(text)].filter(({ contents }) => contents !== null);
  if (documents.length === 0 || documents.some(({ errors, warnings }) => errors.length + warnings.length > 0))
    return undefined;
  const values = documents.map((document): unknown => document.toJS({ maxAliasCount: 100 }));
  if (values.some((value) => typeof value !== "object")) return undefined;
  return { kind: "yaml", value: values.length === 1 ? values[0] : values };
}
