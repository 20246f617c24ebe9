import { alone, type Hostile } from "./hostile-case";

const WHY = "is a file of the machine that applies it, which the base branch does not read.";

/** Files of the machine that applies, by every argument that reads one. */
export const hostileFiles: readonly Hostile[] = [
  ["aws_gamelift_script", "zip_file"],
  ["aws_lambda_function", "filename"],
  ["aws_lambda_layer_version", "filename"],
  ["aws_s3_bucket_object", "source"],
  ["aws_s3_object", "source"],
  ["aws_synthetics_canary", "zip_file"],
].map(([type = "", key = ""]) =>
  alone(
    `a file of the machine as ${type}.${key}`,
    ["resource", type, "x"],
    { bucket: "b", key: "k", [key]: "/proc/self/environ" },
    `resource.${type}.x.${key}`,
    WHY,
  ),
);
