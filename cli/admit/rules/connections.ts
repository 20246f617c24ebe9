import type { JsonObject } from "../../../stacks/synthesized-stack";
import { blocksOf, type PlacedBlock } from "../blocks";
import { canonical } from "../../canonical";
import { MERGE_FIRST } from "../finding";
import type { AdmissionRule } from "../subject";
import { provisionersOf } from "./provisioners";

/**
 * What says which machine is meant; the rest of a connection says how credentials are found, and whom else they pass.
 */
const MACHINE = ["host", "host_key", "port", "user"];

/** A connection goes to any machine, in a way that the base branch has. */
export const connections: AdmissionRule = ({ stack, bases }) => {
  const known = new Set(bases.flatMap(({ json }) => connectionsOf(json).map(way)));
  return connectionsOf(stack.json)
    .filter((block) => !known.has(way(block)))
    .map(({ path, body }) => ({
      path,
      value: Object.keys(body),
      why: "connects in a way that the base branch does not have.",
      remedy: MERGE_FIRST,
    }));
};

function connectionsOf(json: JsonObject): readonly PlacedBlock[] {
  const owners = [...blocksOf(json, "resource", 2), ...blocksOf(json, "removed", 0), ...provisionersOf(json)];
  return owners.flatMap(({ path, body }) => blocksOf(body, "connection", 0, path));
}

/** A connection without its machine; that it says which machine's key it expects still counts. */
function way({ body }: PlacedBlock): string {
  return canonical(
    Object.entries(body)
      .map(([key, value]) => [key, MACHINE.includes(key) ? "" : value])
      .sort(),
  );
}
