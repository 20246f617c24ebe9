import { blocksOf, dataSourcesOf, type PlacedBlock } from "../blocks";
import { canonical } from "../../canonical";
import { MERGE_FIRST } from "../finding";
import type { AdmissionRule, NamedStack } from "../subject";

/**
 * A plan says whether a condition holds, of whatever it is asked about, secrets included. So conditions are those of
 * the base branch, word for word.
 */
export const conditions: AdmissionRule = ({ stack, bases }) => {
  const known = new Set(bases.flatMap(conditionsOf).map(essence));
  return conditionsOf(stack)
    .filter((block) => !known.has(essence(block)))
    .map(({ path, body }) => ({
      path,
      value: body,
      why: "is a condition that the base branch does not have.",
      remedy: MERGE_FIRST,
    }));
};

/** Conditions on what is planned, with the kind of each as its first label. */
function conditionsOf({ json }: NamedStack): readonly PlacedBlock[] {
  const owners = [...blocksOf(json, "resource", 2), ...dataSourcesOf(json)];
  const lifecycles = owners.flatMap(({ path, body }) => blocksOf(body, "lifecycle", 0, path));
  return [
    ...blocksOf(json, "check", 1).map((block) => ({ ...block, labels: ["check", ...block.labels] })),
    ...lifecycles.flatMap(within("precondition")),
    ...lifecycles.flatMap(within("postcondition")),
    ...blocksOf(json, "output", 1).flatMap(within("precondition")),
    ...blocksOf(json, "variable", 1).flatMap(within("validation")),
  ];
}

function within(kind: string): (block: PlacedBlock) => readonly PlacedBlock[] {
  return ({ path, body }) => blocksOf(body, kind, 0, path).map((block) => ({ ...block, labels: [kind] }));
}

function essence({ labels, body }: PlacedBlock): string {
  return canonical([labels, body]);
}
