import type { Block, SynthesizedStack } from "../stacks/synthesized-stack";
import { refersTo, resourcesOf } from "./blocks";

/** A bucket of a stack, with the resources of one type that are about it: its versioning, its policy. */
export interface BucketParts {
  readonly bucket: Block;
  readonly parts: readonly Block[];
}

/** Every bucket of a stack with those resources of this type that name it in `bucket`. */
export function partsOfBuckets(stack: SynthesizedStack, type: string): BucketParts[] {
  const parts = resourcesOf(stack, type);
  return resourcesOf(stack, "aws_s3_bucket").map((bucket) => ({
    bucket,
    parts: parts.filter(({ properties }) => belongsTo(properties["bucket"], bucket)),
  }));
}

/** Whether a value names this bucket: by a reference, or by the same name. */
export function belongsTo(value: unknown, bucket: Block): boolean {
  return refersTo(value, bucket) || (typeof value === "string" && value === bucket.properties["bucket"]);
}
