import { isScalar, parseAllDocuments, type ScalarTag } from "yaml";

/** What a string holds that is JSON or YAML. */
export interface HeldDocument {
  readonly kind: "json" | "yaml";
  readonly value: unknown;
}

/** Larger texts are compared by their lines: nobody reviews them key by key, and a YAML parser takes seconds for them. */
const MAXIMUM_LENGTH = 200_000;

/** Numbers of so many digits may be equal once they are read, and different as they are written. */
const LONG_NUMBER = /\d{16}/;

/** What looks at a document calls itself for each of its levels. No document that people write is as deep. */
const MAXIMUM_DEPTH = 200;

/** The map or list that a string holds as JSON, or as YAML of several lines; undefined if it holds none. */
export function parseDocument(text: string): HeldDocument | undefined {
  if (text.length > MAXIMUM_LENGTH || LONG_NUMBER.test(text)) return undefined;
  return parseJson(text) ?? yaml(text);
}

/** The map or list that a string of any length holds as JSON; undefined if it holds none. */
export function parseJson(text: string): HeldDocument | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isDeep(value, MAXIMUM_DEPTH) ? undefined : { kind: "json", value };
  } catch {
    return undefined; // it only looks like JSON
  }
}

/** Whether a value has more levels than these. */
function isDeep(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeep(inner, levels - 1));
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
  try {
    const parsed = parseAllDocuments(text, {
      customTags: (tags) => [words, octals, ...tags],
      uniqueKeys: (one, other) => one === other || (isScalar(one) && isScalar(other) && isSame(one.value, other.value)),
      logLevel: "silent",
    });
    const documents = [...parsed].filter(({ contents }) => contents !== null);
    if (documents.length === 0 || documents.some(({ errors, warnings }) => errors.length + warnings.length > 0))
      return undefined;
    const values = documents.map((document): unknown => document.toJS({ maxAliasCount: 100 }));
    if (values.some((value) => typeof value !== "object" || isDeep(value, MAXIMUM_DEPTH))) return undefined;
    return { kind: "yaml", value: values.length === 1 ? values[0] : values };
  } catch {
    return undefined; // aliases that would come to gigabytes, or more levels than the parser has room for
  }
}

/** Whether two keys become one when they are read as texts: `1` and `"1"`, `no` and `"false"`. */
function isSame(one: unknown, other: unknown): boolean {
  return one === other || (typeof one !== typeof other && keyText(one) === keyText(other));
}

function keyText(key: unknown): string {
  if (key === null) return "";
  return typeof key === "string" ? key : JSON.stringify(key);
}
