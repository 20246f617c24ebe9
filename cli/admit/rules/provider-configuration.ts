import type { JsonObject } from "../../../stacks/synthesized-stack";
import { blocksOf, type PlacedBlock } from "../blocks";
import { canonical } from "../../canonical";
import { MERGE_FIRST } from "../finding";
import { peersOf, type AdmissionRule } from "../subject";

/** What a change may set as it likes: it says what is written on resources, and not who asks whom. */
const FREE: Readonly<Record<string, readonly string[]>> = { aws: ["default_tags"] };

/**
 * A provider's configuration says where its credentials go (endpoints, hosts, proxies), whose they are (roles,
 * profiles, keys) and which programs bring them (`exec`). So it is the base branch's.
 */
export const providerConfiguration: AdmissionRule = (subject) => {
  const known = new Set(peersOf(subject).flatMap(({ json }) => blocksOf(json, "provider", 1).map(essence)));
  return blocksOf(subject.stack.json, "provider", 1)
    .filter((block) => !known.has(essence(block)))
    .map(({ path, body }) => ({
      path,
      value: body,
      why: "is not how the base branch configures the provider.",
      remedy: MERGE_FIRST,
    }));
};

function essence({ labels: [name = ""], body }: PlacedBlock): string {
  return canonical([name, without(body, FREE[name] ?? [])]);
}

function without(body: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([key]) => !keys.includes(key)));
}
