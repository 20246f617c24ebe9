import type { Environment } from "../../config";
import type { Subject } from "../../policies/rule";
import { SynthesizedStack } from "../../stacks/synthesized-stack";

/** What a rule looks at: a stack with this JSON, of this environment. */
export function subject(json: object, environment?: Environment): Subject {
  const name = environment?.name ?? "github";
  return { stack: new SynthesizedStack(name, JSON.stringify(json), [], environment?.name), environment };
}
