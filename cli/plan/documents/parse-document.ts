import { parseAllDocuments, type ScalarTag } from "yaml";

/** What a string holds that is JSON or YAML. */
export interface HeldDocument {
  readonly kind: "json" | "yaml";
  readonly value: unknown;
}

/** Larger texts are compared by their lines: nobody reviews them key by key, and a YAML parser takes seconds for them. */
const MAXIMUM_LENGTH = 200_000;

/** Numbers of so many digits may be equal once they are read, and different as they are written. */
const LONG_NUMBER = /\d{16}/;

/** The map or list that a string holds as JSON, or as YAML of several lines; undefined if it holds none. */
export function parseDocument(text: string): HeldDocument | undefined {
  if (text.length > MAXIMUM_LENGTH || LONG_NUMBER.test(text)) return undefined;
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

/*
 * Helm and Kubernetes read YAML 1.1, where these words are booleans and a leading zero makes a number octal. Read as
 * YAML 1.2, `enabled: "no"` and `enabled: no` would be the same, and so would the file modes 0644 and 644.
 * https://yaml.org/type/bool.html, https://yaml.org/type/int.html
 */
const words: ScalarTag = {
  tag: "tag:yaml.org,2002:bool",
  default: true,
  test: /^(?:yes|Yes|YES|on|On|ON|no|No|NO|off|Off|OFF)$/,
  resolve: (text) => /^(?:y|on)/i.test(text),
};
const octals: ScalarTag = {
  tag: "tag:yaml.org,2002:int",
  default: true,
  test: /^[-+]?0[0-7]+$/,
  resolve: (text) => parseInt(text, 8),
};

function yaml(text: string): HeldDocument | undefined {
  // One line is a sentence with a colon more often than a document.
  if (!/\n./.test(text) || !/^[ \t]*(?:- |[^\s#].*:(?: |$))/m.test(text)) return undefined;
  if (/(?:^|\s)!/.test(text)) return undefined; // tags make values that JSON doesn't have
  const parsed = parseAllDocuments(text, { customTags: (tags) => [words, octals, ...tags], logLevel: "silent" });
  const documents = [...parsed].filter(({ contents }) => contents !== null);
  if (documents.length === 0 || documents.some(({ errors, warnings }) => errors.length + warnings.length > 0))
    return undefined;
  try {
    const values = documents.map((document): unknown => document.toJS({ maxAliasCount: 100 }));
    if (values.some((value) => typeof value !== "object")) return undefined;
    return { kind: "yaml", value: values.length === 1 ? values[0] : values };
  } catch {
    return undefined; // aliases that would come to gigabytes
  }
}
