import { SynthesizedStack } from "../../../stacks/synthesized-stack";

/** A stack of nothing but a backend: in a bucket, if not said otherwise. */
export function stack(name: string, dependencies: readonly string[] = [], backend = "s3"): SynthesizedStack {
  return new SynthesizedStack(name, JSON.stringify({ terraform: { backend: { [backend]: {} } } }), dependencies);
}
