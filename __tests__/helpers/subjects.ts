import type { Environment } from "../../config";
import type { Excusable } from "../../policies/rule";
import { SynthesizedStack } from "../../stacks/synthesized-stack";

/** What a rule looks at: a stack with this JSON, of this environment. */
export function subject(json: object, environment?: Environment): Excusable {
  const name = environment?.name ?? "github";
  const file = `environments/${environment?.name ?? "organization"}.yaml`;
  return {
    stack: new SynthesizedStack(name, JSON.stringify(json), [], environment?.name),
    environment,
    excused: { file, exceptions: environment?.exceptions ?? {} },
  };
}
