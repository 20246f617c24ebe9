import * as fc from "fast-check";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { formatProblems, loadPlatform } from "../../config";
import { MAX_BYTES } from "../../config/read";
import { formatPath } from "../../config/tree";
import { inRepository, k3s, problemsOf } from "./files";
import { FULL, FULL_K3D, FULL_K3S } from "./full";

/** No input gives a stack trace, takes long, or is taken for an environment without being one. */

type Json = z.core.util.JSONType;
type Path = readonly (string | number)[];

const SECONDS = 1;
const LINE = /^environments[\w./?-]*:\d+:\d+ +(?:[\w"\\[\]./…*-]+: )?\S.*[.?)]$/su;

/** Processor time, which other programs on the machine don't lengthen. */
function secondsOf(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const cases: readonly (readonly [name: string, content: string | Uint8Array, message: RegExp])[] = [
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

describe("a file that is no environment", () => {
  test.each(cases)("%s: is refused at once, in words", (_, content, message) => {
    let text = "";
    const seconds = secondsOf(() => {
      text = problemsOf({ "environments/staging.yaml": content });
    });
    expect(text).toMatch(message);
    for (const line of text.split("\n").slice(0, 100)) expect(line).toMatch(LINE);
    expect(seconds).toBeLessThan(SECONDS);
  });

  test.each(cases.filter(([, content]) => content.length < 1000))(
    "%s: is refused as profile and organization too",
    (_, content) => {
      const right = { "environments/staging.yaml": k3s() };
      expect(problemsOf({ ...right, "environments/organization.yaml": content })).toMatch(
        /^environments\/organization\.yaml:/,
      );
      // JSON is YAML, and a profile that says nothing but its kind is right.
      if (content === '{"kind": "k3s"}') return;
      expect(problemsOf({ ...right, "environments/profiles/standard.yaml": content })).toMatch(
        /^environments\/profiles\//,
      );
    },
  );
});

describe("an environment with one value of another type", () => {
  const REPLACEMENTS: readonly Json[] = [null, true, 1.5, "\u202E text", [], [[null]], {}, { a: { b: null } }];

  test.each([
    ["environments/full.yaml", FULL_K3S],
    ["environments/laptop.yaml", FULL_K3D],
    ["environments/organization.yaml", FULL["environments/organization.yaml"]],
  ])("in %s is refused in words and in its place, wherever it stands", (file, text) => {
    const right = z.json().parse(parse(text));
    const paths = pathsOf(right);
    // A wrong map hides what is in it, and a wrong kind what depends on it: these one by one, all others at once.
    const [alone, together] = [paths.filter(hides(right)), paths.filter((path) => !hides(right)(path))];
    inRepository(FULL, (root) => {
      for (const replacement of REPLACEMENTS) {
        for (const group of [together, ...alone.map((path) => [path])]) {
          const changed = group.filter(
            (path) => typeOf(valueAt(right, path)) !== typeOf(replacement) && !isRight(file, path, replacement),
          );
          if (changed.length === 0) continue;
          // JSON is YAML, and faster to write and read.
          const wrong = changed.reduce((data, path) => replaced(data, path, replacement), right);
          writeFileSync(join(root, file), JSON.stringify(wrong));
          const result = loadPlatform(root);
          const problems = result.ok ? [] : result.problems.filter((problem) => problem.file === file);
          expect(problems.map(({ path }) => path)).toEqual(expect.arrayContaining(changed.map(formatPath)));
          for (const line of formatProblems(problems).split("\n")) {
            expect(line).toMatch(LINE);
            expect(line).not.toMatch(/undefined|\[object|Invalid|expected|NaN/);
          }
        }
      }
    });
  });
});

/** No profile at all may be written as an empty list, and the profile has tags that null removes. */
function isRight(file: string, path: Path, replacement: Json): boolean {
  if (file === "environments/organization.yaml") return false;
  return ["extends: []", "tags: null"].includes(`${path.join(".")}: ${JSON.stringify(replacement)}`);
}

describe("an environment that was damaged at random", () => {
  const tokens = fc.constantFrom(
    "\n",
    "\n  ",
    "\n    ",
    " ",
    "- ",
    "? ",
    ": ",
    ", ",
    "[",
    "]",
    "{",
    "}",
    "&a ",
    "*a",
    "!!",
    "!t ",
    '"',
    "'",
    "|",
    ">",
    "#",
    "%",
    "---\n",
    "a",
    "kind",
    "0x1",
    "~",
    "\t",
    "\\",
    "é",
    "😀",
  );

  test("is never a crash, and every problem has a place in the file", () => {
    inRepository(FULL, (root) => {
      fc.assert(
        fc.property(
          fc.nat(FULL_K3S.length),
          fc.nat(40),
          fc.array(tokens, { maxLength: 8 }),
          (start, length, pieces) => {
            const text = FULL_K3S.slice(0, start) + pieces.join("") + FULL_K3S.slice(start + length);
            writeFileSync(join(root, "environments/full.yaml"), text);
            const result = loadPlatform(root);
            const lines = text.split("\n");
            for (const { file, line, column } of result.ok ? [] : result.problems) {
              if (file !== "environments/full.yaml") continue;
              expect(line).toBeLessThanOrEqual(lines.length);
              expect(column).toBeLessThanOrEqual((lines[line - 1] ?? "").length + 1);
            }
          },
        ),
        { numRuns: 150 },
      );
    });
  });

  test("is never taken for one when nothing of it is left", () => {
    fc.assert(
      fc.property(fc.array(tokens, { maxLength: 40 }), (pieces) => {
        expect(problemsOf({ "environments/staging.yaml": pieces.join("") })).toMatch(/^environments\/staging\.yaml:/);
      }),
      { numRuns: 150 },
    );
  });

  test("is refused as bytes too", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), (bytes) => {
        expect(problemsOf({ "environments/staging.yaml": bytes })).toMatch(/^environments\/staging\.yaml:/);
      }),
      { numRuns: 200 },
    );
  });
});

/** The path of every value and of every map and list. */
function pathsOf(value: Json, path: Path = []): Path[] {
  const own = path.length === 0 ? [] : [path];
  if (typeof value !== "object" || value === null) return own;
  const keyed = Object.entries(value).map(([key, inner]) => ({ key: Array.isArray(value) ? Number(key) : key, inner }));
  return [...own, ...keyed.flatMap(({ key, inner }) => pathsOf(inner, [...path, key]))];
}

/** Whether a wrong value there keeps others from being checked. */
function hides(right: Json): (path: Path) => boolean {
  return (path) => ["kind", "backend"].includes(String(path.at(-1))) || typeof valueAt(right, path) === "object";
}

function valueAt(value: Json, path: Path): Json {
  return path.reduce(
    (here, key) => Object.entries(here ?? {}).find(([name]) => name === String(key))?.[1] ?? null,
    value,
  );
}

/** The data with another value at a path. */
function replaced(value: Json, [key, ...rest]: Path, replacement: Json): Json {
  if (key === undefined || typeof value !== "object" || value === null) return replacement;
  if (Array.isArray(value))
    return value.map((item, index) => (index === key ? replaced(item, rest, replacement) : item));
  return { ...value, [key]: replaced(value[key] ?? null, rest, replacement) };
}

function typeOf(value: Json): string {
  return value === null ? "null" : Array.isArray(value) ? "list" : typeof value;
}
