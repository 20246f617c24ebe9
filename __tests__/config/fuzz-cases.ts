import { MAX_BYTES } from "../../config/read";
import { k3s } from "./files";

/** How every line of problems looks: a place, perhaps a path, a sentence. */
export const LINE = /^environments[\w./?-]*(?::\d+:\d+)? +(?:[\w"\\[\]./…*-]+: )?\S.*[.?)]$/su;

/** Files that are no environments, and what is said about them. */
export const NO_ENVIRONMENTS: readonly (readonly [name: string, content: string | Uint8Array, message: RegExp])[] = [
  ["an empty file", "", /the file is empty\.$/],
  ["white space", " \n\n  \n", /the file is empty\.$/],
  ["only a document's mark", "---\n", /the file is empty\.$/],
  ["only a document's end", "...\n", /the file is empty\.$/],
  ["only comments", "# one\n# two\n", /the file is empty\.$/],
  ["only null", "~\n", /a map of keys and values is needed here/],
  [
    "a program",
    Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]),
    /1:1 {2}the file holds the control character U\+007F/,
  ],
  [
    "invalid UTF-8",
    Buffer.from([...Buffer.from("kind: k3s\ndomain: "), 0xc3, 0x28]),
    /2:9 {2}the file is not valid UTF-8 from here on\.$/,
  ],
  ["half a letter at the end", Buffer.from([...Buffer.from("a: "), 0xe2, 0x82]), /1:4 {2}the file is not valid UTF-8/],
  ["a byte order mark", `\uFEFF${k3s()}`, /begins with a byte order mark/],
  ["UTF-16", Buffer.from(`\uFEFF${k3s()}`, "utf16le"), /the file is UTF-16; save it as UTF-8\.$/],
  ["a NUL", k3s({ description: "a\0b" }), /9:15 {2}the file holds the control character U\+0000/],
  ["terminal escapes", k3s({ description: "\u001b[31mred" }), /9:14 {2}the file holds the control character U\+001B/],
  ["a lone carriage return in a value", k3s({ description: '"a\\rb"', domain: "\r" }), /domain/],
  ["10,000 open brackets", "[".repeat(10_000), /is nested more than 32 levels deep\.$/],
  ["10,000 open braces", "{a: ".repeat(10_000), /the file holds more than 30000 words and signs\.$/],
  ["1,000 open braces", "{a: ".repeat(1_000), /is nested more than 32 levels deep\.$/],
  ["10,000 closed brackets", `a: ${"[".repeat(10_000)}${"]".repeat(10_000)}`, /is nested more than 32 levels deep\.$/],
  ["10,000 lists in one line", "- ".repeat(10_000), /is nested more than 32 levels deep\.$/],
  ["10,000 keys of keys in one line", "? ".repeat(10_000), /is nested more than 32 levels deep\.$/],
  [
    "600 levels of indentation",
    Array.from({ length: 600 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"),
    /is nested more than 32 levels deep\.$/,
  ],
  ["a billion laughs", laughs(), /aliases stand for more than 5000 values\.$/m],
  [
    "a billion laughs in a chart's values",
    k3s({ components: `{ argo-cd: { version: 10.1.1, values: {\n ${laughs(", ")} } } }` }),
    /aliases stand for more than 5000 values\.$/m,
  ],
  ["anchors in a circle", k3s({ tags: "&a { b: &b { a: *a, b: *b } }" }), /"\*a" stands inside of what it refers to/],
  ["80,000 anchors", "&a ".repeat(80_000), /the file holds more than 30000 words and signs\.$/],
  ["a merge key", k3s({ tags: "&t { a: b }", removals: "{ <<: *t }" }), /YAML's merge key "<<" is not supported/],
  [
    "a duplicate key",
    `${k3s()}domain: other.example.org\n`,
    /domain: is written twice in this map; the first is in line 2\.$/,
  ],
  ["4,000 duplicate keys", "a: b\n".repeat(4_000), /a: is written twice/],
  ["4,000 unknown keys", Array.from({ length: 4_000 }, (_, index) => `key${index}: 1`).join("\n"), /unknown key/],
  ["too many values", "a: [" + "1,".repeat(6_000) + "]", /the file holds more than 5000 values\.$/m],
  ["a file of 2 MB", `${k3s()}# ${"x".repeat(2_000_000)}`, /the file has 20\d{5} bytes; at most 262144 are allowed\.$/],
  ["one long line", `a: ${"x".repeat(MAX_BYTES - 10)}`, /unknown key/],
  ["one long quoted text", `a: "${"\\x41".repeat(60_000)}"`, /unknown key/],
  ["only quotes", '"'.repeat(MAX_BYTES), /the file holds more than 30000 words and signs\.$/],
  ["24,000 errors", "}".repeat(24_000), /is not valid YAML/],
  ["a quote that never ends", `"${"x".repeat(MAX_BYTES - 10)}`, /is not valid YAML: a quote is not closed\.$/],
  ["only colons", ": ".repeat(MAX_BYTES / 2), /the file holds more than 30000 words and signs\.$/],
  ["only line breaks", `${"\n".repeat(MAX_BYTES - 10)}a: 1`, /the file holds more than 30000 words and signs\.$/],
  ["a function", k3s({ domain: "!!js/function 'function () { process.exit(1) }'" }), /has the YAML tag/],
  ["binary by tag", k3s({ domain: "!!binary aGVsbG8=" }), /has the YAML tag/],
  ["a set by tag", k3s({ tags: "!!set { a }" }), /has the YAML tag/],
  ["a tag of one's own", k3s({ domain: "!secret staging" }), /has the YAML tag "!secret"/],
  ["two documents", `${k3s()}---\n${k3s()}`, /a second document begins here/],
  ["a directive", `%YAML 1.1\n---\n${k3s()}`, /YAML directives \(%\) are not supported\.$/],
  ["__proto__", k3s({ tags: "{ __proto__: { polluted: true } }" }), /"__proto__" is not allowed as a key\.$/],
  [
    "names that every object has",
    k3s({ constructor: "1", toString: "2", hasOwnProperty: "3" }),
    /constructor: unknown key/,
  ],
  ["HTML", "<!doctype html>\n<html><body>Not found</body></html>\n", /a map of keys and values is needed here/],
  ["JSON", '{"kind": "k3s"}', /domain: is missing/],
  ["a conflict of git", `<<<<<<< HEAD\n${k3s()}=======\n${k3s()}>>>>>>> other\n`, /is not valid YAML/],
];

/** Nine lines that stand for a billion values. */
function laughs(separator = "\n"): string {
  const of = (name: string): string => `[${Array.from({ length: 10 }, () => `*${name}`).join(", ")}]`;
  const names = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
  return names
    .map((name, index) => `${name}: &${name} ${index === 0 ? "[lol, lol]" : of(names[index - 1] ?? "")}`)
    .join(separator);
}
