import type { JsonObject } from "../../../stacks/synthesized-stack";
import { blocksOf, type PlacedBlock } from "../blocks";
import { canonical } from "../../canonical";
import { MERGE_FIRST } from "../finding";
import { isObject } from "../../../stacks/synthesized-stack";
import type { AdmissionRule } from "../subject";

/**
 * A provisioner is a program. It runs when a change is applied, by then with everybody's approval; still nothing is
 * planned with another program than the base branch has, in whatever stack. The data that a program is given may
 * differ: another machine, another version.
 */
export const provisioners: AdmissionRule = ({ stack, bases }) => {
  const known = new Set(bases.flatMap(({ json }) => provisionersOf(json).map(program)));
  return provisionersOf(stack.json)
    .filter((block) => !known.has(program(block)))
    .map(({ path, body }) => ({
      path,
      value: body,
      why: "is a provisioner that the base branch does not have.",
      remedy: MERGE_FIRST,
    }));
};

/** The provisioners of resources, and of what was removed. */
export function provisionersOf(json: JsonObject): readonly PlacedBlock[] {
  return [...blocksOf(json, "resource", 2), ...blocksOf(json, "removed", 0)].flatMap(({ path, body }) =>
    blocksOf(body, "provisioner", 1, path),
  );
}

/** A provisioner without the data that it is given: what it uploads, and the values of its environment. */
function program({ labels, body }: PlacedBlock): string {
  const { connection: _connection, content: _content, environment, ...rest } = body;
  return canonical([labels, rest, isObject(environment) ? Object.keys(environment).sort() : environment]);
}
