import { isObject, type JsonObject } from "../../../stacks/synthesized-stack";
import { blocksOf, type PlacedBlock } from "../blocks";
import { canonical } from "../../canonical";
import type { Finding } from "../finding";
import { secretFinder } from "../secrets";
import type { AdmissionRule } from "../subject";

/**
 * What a provisioner with a secret connects to is a machine of the base branch, by its address and its key: else the
 * secret would go to whoever names a machine, and no plan shows a connection. Or it is one that the plan shows, since
 * the resource is made anew when its machine is another: then whoever approves the plan has seen it.
 */
export const secretMachines: AdmissionRule = (subject) => {
  const holdsSecret = secretFinder(subject);
  const known = new Set(subject.bases.flatMap(({ json }) => ownersOf(json).flatMap(machinesOf)));
  return ownersOf(subject.stack.json).flatMap((owner) => {
    const fine = new Set([...known, ...shownBy(owner)]);
    return provisionersOf(owner)
      .filter(({ labels: [type], body }) => type !== "local-exec" && holdsSecret(body))
      .filter((block) => !goesTo(block, fine))
      .map(finding);
  });
};

function finding({ path, body }: PlacedBlock): Finding {
  return {
    path,
    value: body["destination"],
    why: "brings a secret to a machine that the base branch does not have, and no plan shows.",
    remedy: "Write the machine's host and host_key into triggers_replace.machine, or merge the machine first.",
  };
}

/** What may have provisioners. */
function ownersOf(json: JsonObject): readonly PlacedBlock[] {
  return [...blocksOf(json, "resource", 2), ...blocksOf(json, "removed", 0)];
}

function provisionersOf({ path, body }: PlacedBlock): readonly PlacedBlock[] {
  return blocksOf(body, "provisioner", 1, path);
}

function machinesOf(owner: PlacedBlock): readonly string[] {
  return provisionersOf(owner).flatMap(({ path, body }) => blocksOf(body, "connection", 0, path).flatMap(machineOf));
}

function goesTo({ path, body }: PlacedBlock, machines: ReadonlySet<string>): boolean {
  const connections = blocksOf(body, "connection", 0, path);
  return connections.length === 1 && connections.flatMap(machineOf).some((machine) => machines.has(machine));
}

function machineOf({ body: { host, host_key: key } }: PlacedBlock): readonly string[] {
  return isPlain(host) && isPlain(key) ? [canonical([host, key])] : [];
}

/** The machine that every plan of a resource's making shows: nothing is ignored, and no key of an object is hidden. */
function shownBy({ labels: [type], body }: PlacedBlock): readonly string[] {
  const triggers = body["triggers_replace"];
  if (type !== "terraform_data" || body["lifecycle"] !== undefined || !isObject(triggers)) return [];
  const { host, host_key: key, ...others } = isObject(triggers["machine"]) ? triggers["machine"] : {};
  const isShown = Object.keys(triggers).every(isPlain) && Object.keys(others).length === 0;
  return isShown && isPlain(host) && isPlain(key) ? [canonical([host, key])] : [];
}

/** Whether something is a text that says itself: an expression leads anywhere, and can be hidden. */
function isPlain(value: unknown): boolean {
  return typeof value === "string" && !/[$%]\{/.test(value);
}
