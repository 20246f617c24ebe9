import type { JsonObject } from "../../../stacks/synthesized-stack";
import { blocksOf, type PlacedBlock } from "../blocks";
import { canonical } from "../../canonical";
import { MERGE_FIRST } from "../finding";
import { secretFinder } from "../secrets";
import type { AdmissionRule } from "../subject";
import { provisionersOf } from "./provisioners";

/**
 * What a provisioner with a secret connects to is a machine of the base branch, by its address and its key: else the
 * secret would go to whoever names a machine. An address that is an expression leads anywhere.
 */
export const secretMachines: AdmissionRule = (subject) => {
  const holdsSecret = secretFinder(subject);
  const known = new Set(subject.bases.flatMap(({ json }) => machinesOf(json)));
  return provisionersOf(subject.stack.json)
    .filter(({ labels: [type], body }) => type !== "local-exec" && holdsSecret(body))
    .filter((block) => !goesTo(block, known))
    .map(({ path, body }) => ({
      path,
      value: body["destination"],
      why: "brings a secret to a machine that the base branch does not have.",
      remedy: MERGE_FIRST,
    }));
};

function machinesOf(json: JsonObject): readonly string[] {
  return provisionersOf(json).flatMap(({ path, body }) => blocksOf(body, "connection", 0, path).flatMap(machine));
}

function goesTo({ path, body }: PlacedBlock, known: ReadonlySet<string>): boolean {
  const machines = blocksOf(body, "connection", 0, path).flatMap(machine);
  return machines.length === 1 && machines.every((one) => known.has(one));
}

/** A machine; none where its address or its key is missing or an expression. */
function machine({ body: { host, host_key } }: PlacedBlock): readonly string[] {
  const isLiteral = [host, host_key].every((value) => typeof value === "string" && !/[$%]\{/.test(value));
  return isLiteral ? [canonical([host, host_key])] : [];
}
