import { isObject, type JsonObject } from "../../../stacks/synthesized-stack";
import { blocksIn, blocksOf, dataSourcesOf, type PlacedBlock } from "../blocks";
import { at, MERGE_FIRST } from "../finding";
import { knownStrings } from "../strings";
import type { AdmissionRule } from "../subject";

/**
 * A plan shows how many there are of a resource, and of a block in it, whatever the number was made of: engines take
 * a secret for it. So what counts is a number, or an expression that the base branch has, word for word.
 */
export const counts: AdmissionRule = ({ stack: { json }, bases }) => {
  const known = knownStrings(bases);
  return countsOf(json)
    .filter(({ value }) => typeof value === "string" && !known.has(value))
    .map((count) => ({
      ...count,
      why: "counts by an expression that the base branch does not have.",
      remedy: MERGE_FIRST,
    }));
};

interface Count {
  readonly path: string;
  readonly value: unknown;
}

/** What says how many there are: `count`, `enabled`, which OpenTofu has, and the `for_each` of dynamic blocks. */
function countsOf(json: JsonObject): readonly Count[] {
  const repeated = [...blocksOf(json, "resource", 2), ...dataSourcesOf(json)];
  const lifecycles = repeated.flatMap(({ path, body }) => blocksOf(body, "lifecycle", 0, path));
  const dynamic = repeated.flatMap(({ path, body }) => dynamicIn(body, path));
  return [
    ...repeated.map(argument("count")),
    ...lifecycles.map(argument("enabled")),
    ...dynamic.map(argument("for_each")),
  ];
}

function argument(key: string): (block: PlacedBlock) => Count {
  return ({ path, body }) => ({ path: at(path, key), value: body[key] });
}

/** Blocks that an expression repeats, however deep: they may stand in each other. */
function dynamicIn(value: unknown, path: string): readonly PlacedBlock[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => dynamicIn(item, at(path, index)));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(key === "dynamic" ? blocksIn(inner, at(path, key), 1) : []),
    ...dynamicIn(inner, at(path, key)),
  ]);
}
