import { blocksOf } from "../blocks";
import { at, MERGE_FIRST } from "../finding";
import { knownStrings } from "../strings";
import type { AdmissionRule } from "../subject";

/**
 * Arguments with which a resource reads a file of the machine that applies it, by type: an upload of its environment
 * would be no more than a path in a plan. They are in the providers' documentation of these resources.
 */
const FILES: ReadonlyMap<string, readonly string[]> = new Map([
  ["aws_gamelift_script", ["zip_file"]],
  ["aws_lambda_function", ["filename"]],
  ["aws_lambda_layer_version", ["filename"]],
  ["aws_s3_bucket_object", ["source"]],
  ["aws_s3_object", ["source"]],
  ["aws_synthetics_canary", ["zip_file"]],
]);

/** Files of the machine are those that the base branch reads. */
export const localFiles: AdmissionRule = ({ stack, bases }) => {
  const known = knownStrings(bases);
  return blocksOf(stack.json, "resource", 2).flatMap(({ path, labels: [type = ""], body }) =>
    (FILES.get(type) ?? [])
      .map((key) => ({ path: at(path, key), value: body[key] }))
      .filter(({ value }) => value !== undefined && value !== null && !(typeof value === "string" && known.has(value)))
      .map((argument) => ({
        ...argument,
        why: "is a file of the machine that applies it, which the base branch does not read.",
        remedy: MERGE_FIRST,
      })),
  );
};
