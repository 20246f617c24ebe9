import type { JsonObject } from "../../../stacks/synthesized-stack";
import { blocksOf, type PlacedBlock } from "../blocks";
import { MERGE_FIRST } from "../finding";
import { programOf } from "../program";
import { peersOf, type AdmissionRule, type NamedStack } from "../subject";

/**
 * A provisioner is a program, which no plan shows. It runs when a change is applied, beside the credentials of that.
 * So it is one that the base branch has: on this machine one of the same stack, on others one of any stack.
 */
export const provisioners: AdmissionRule = (subject) => {
  const here = programsOf(peersOf(subject));
  const elsewhere = programsOf(subject.bases);
  return provisionersOf(subject.stack.json)
    .filter((block) => !(block.labels[0] === "local-exec" ? here : elsewhere).has(programOf(block)))
    .map(({ path, body }) => ({
      path,
      value: body,
      why: "is a provisioner that the base branch does not have.",
      remedy: MERGE_FIRST,
    }));
};

function programsOf(stacks: readonly NamedStack[]): ReadonlySet<string> {
  return new Set(stacks.flatMap(({ json }) => provisionersOf(json).map(programOf)));
}

/** The provisioners of resources, and of what was removed. */
export function provisionersOf(json: JsonObject): readonly PlacedBlock[] {
  return [...blocksOf(json, "resource", 2), ...blocksOf(json, "removed", 0)].flatMap(({ path, body }) =>
    blocksOf(body, "provisioner", 1, path),
  );
}
