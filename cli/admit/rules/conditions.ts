import type { JsonObject } from "../../../stacks/synthesized-stack";
import { blocksOf, dataSourcesOf, type PlacedBlock } from "../blocks";
import { canonical } from "../../canonical";
import { at, MERGE_FIRST } from "../finding";
import { knownStrings } from "../strings";
import type { AdmissionRule, NamedStack } from "../subject";

/**
 * A plan says whether a condition holds, of whatever it is asked about, secrets included; and how many there are of a
 * resource. So conditions are those of the base branch, word for word.
 */
export const conditions: AdmissionRule = ({ stack, bases }) => {
  const known = new Set(bases.flatMap(conditionsOf).map(essence));
  const texts = knownStrings(bases);
  const remedy = MERGE_FIRST;
  return [
    ...conditionsOf(stack)
      .filter((block) => !known.has(essence(block)))
      .map(({ path, body }) => ({
        path,
        value: body,
        why: "is a condition that the base branch does not have.",
        remedy,
      })),
    ...countsOf(stack.json)
      .filter(({ value }) => typeof value === "string" && !texts.has(value))
      .map((count) => ({ ...count, why: "counts by an expression that the base branch does not have.", remedy })),
  ];
};

/** Conditions on what is planned, with the kind of each as its first label. */
function conditionsOf({ json }: NamedStack): readonly PlacedBlock[] {
  return [
    ...blocksOf(json, "check", 1).map((block) => ({ ...block, labels: ["check", ...block.labels] })),
    ...lifecyclesOf(json).flatMap(within("precondition")),
    ...lifecyclesOf(json).flatMap(within("postcondition")),
    ...blocksOf(json, "output", 1).flatMap(within("precondition")),
    ...blocksOf(json, "variable", 1).flatMap(within("validation")),
  ];
}

function within(kind: string): (block: PlacedBlock) => readonly PlacedBlock[] {
  return ({ path, body }) => blocksOf(body, kind, 0, path).map((block) => ({ ...block, labels: [kind] }));
}

/** What says how many there are: `count`, and `enabled`, which OpenTofu has. */
function countsOf(json: JsonObject): readonly { readonly path: string; readonly value: unknown }[] {
  const argument = (key: string) => (block: PlacedBlock) => ({ path: at(block.path, key), value: block.body[key] });
  return [...repeatedOf(json).map(argument("count")), ...lifecyclesOf(json).map(argument("enabled"))];
}

function repeatedOf(json: JsonObject): readonly PlacedBlock[] {
  return [...blocksOf(json, "resource", 2), ...dataSourcesOf(json)];
}

function lifecyclesOf(json: JsonObject): readonly PlacedBlock[] {
  return repeatedOf(json).flatMap(({ path, body }) => blocksOf(body, "lifecycle", 0, path));
}

function essence({ labels, body }: PlacedBlock): string {
  return canonical([labels, body]);
}
