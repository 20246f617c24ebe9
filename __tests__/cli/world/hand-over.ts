import { join } from "node:path";
import { check } from "../../../main";
import type { JsonObject } from "../../../stacks/synthesized-stack";
import type { World } from "./world";

/**
 * The stacks of a world, one of them altered and one left out, as CI's job without an identity hands them over.
 *
 * @returns the folder of them.
 */
export function handOver(
  world: World,
  altered: string,
  alter: (json: JsonObject) => JsonObject = (json) => json,
  without?: string,
): string {
  const outcome = check(world.root);
  if (!outcome.ok) throw new Error(outcome.messages.join("\n"));
  outcome.synthesis.discard();
  const stacks = outcome.synthesis.stacks.filter(({ name }) => name !== without);
  for (const { name, json } of stacks) {
    const text = JSON.stringify(name === altered ? alter(json) : json);
    world.write(`change/stacks/${name}/cdk.tf.json`, text);
  }
  const listed = stacks.map(({ name, dependencies }) => [name, { dependencies }]);
  world.write("change/manifest.json", JSON.stringify({ stacks: Object.fromEntries(listed) }));
  return join(world.root, "change");
}
