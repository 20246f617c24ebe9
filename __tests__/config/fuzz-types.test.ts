import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { formatProblems } from "../../config";
import { formatPath } from "../../config/tree";
import { inRepository, load } from "./files";
import { FULL, FULL_EKS, FULL_EXISTING, FULL_K3D, FULL_K3S } from "./full";
import { LINE } from "./fuzz-cases";

type Json = z.core.util.JSONType;
type Path = readonly (string | number)[];

describe("an environment with one value of another type", () => {
  const REPLACEMENTS: readonly Json[] = [null, true, 1.5, "\u202E text", [], [[null]], {}, { a: { b: null } }];

  test.each([
    ["environments/full.yaml", FULL_K3S],
    ["environments/laptop.yaml", FULL_K3D],
    ["environments/cloud.yaml", FULL_EKS],
    ["environments/existing.yaml", FULL_EXISTING],
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
          const result = load(root);
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

/** No profile at all may be written as an empty list, the profile has tags that null removes, and a chart or an add-on takes any values. */
function isRight(file: string, path: Path, replacement: Json): boolean {
  if (file === "environments/organization.yaml") return false;
  if (path.slice(0, -1).some((key) => key === "values" || key === "configuration")) return true;
  return ["extends: []", "tags: null"].includes(`${path.join(".")}: ${JSON.stringify(replacement)}`);
}

/** The path of every value and of every map and list. */
function pathsOf(value: Json, path: Path = []): Path[] {
  const own = path.length === 0 ? [] : [path];
  if (typeof value !== "object" || value === null) return own;
  const keyed = Object.entries(value).map(([key, inner]) => ({ key: Array.isArray(value) ? Number(key) : key, inner }));
  return [...own, ...keyed.flatMap(({ key, inner }) => pathsOf(inner, [...path, key]))];
}

/** Whether a wrong value there keeps others from being checked. */
function hides(right: Json): (path: Path) => boolean {
  return (path) =>
    ["kind", "backend", "provider", "vpc"].includes(String(path.at(-1))) || typeof valueAt(right, path) === "object";
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
