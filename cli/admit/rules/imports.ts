import type { JsonObject } from "../../../stacks/synthesized-stack";
import { blocksOf } from "../blocks";
import { canonical } from "../../canonical";
import { MERGE_FIRST } from "../finding";
import { peersOf, type AdmissionRule } from "../subject";

/**
 * An import reads while the plan is made, as a data source does, and whatever its type: with `ignore_changes` an
 * output shows what it read, such as the environment of somebody's function. So it is one of the base branch's.
 */
export const imports: AdmissionRule = (subject) => {
  const known = new Set(peersOf(subject).flatMap(({ json }) => importsOf(json).map(({ body }) => canonical(body))));
  return importsOf(subject.stack.json)
    .filter(({ body }) => !known.has(canonical(body)))
    .map(({ path, body }) => ({
      path,
      value: body,
      why: "is an import that the base branch does not have.",
      remedy: MERGE_FIRST,
    }));
};

function importsOf(json: JsonObject): ReturnType<typeof blocksOf> {
  return blocksOf(json, "import", 0);
}
