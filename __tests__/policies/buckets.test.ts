import { belongsTo, partsOfBuckets } from "../../policies/buckets";
import { subject } from "../helpers/subjects";

const bucket = {
  address: "aws_s3_bucket.raw",
  type: "aws_s3_bucket",
  name: "raw",
  properties: { bucket: "example-raw" },
};

describe("the parts of buckets", () => {
  test("are those that name the bucket by reference or by name", () => {
    const { stack } = subject({
      resource: {
        aws_s3_bucket: { raw: { bucket: "example-raw" }, logs: {} },
        aws_s3_bucket_versioning: {
          a: { bucket: "${aws_s3_bucket.raw.id}" },
          b: { bucket: "example-raw" },
          c: { bucket: "${aws_s3_bucket.raw2.id}" },
          d: {},
        },
      },
    });
    const found = partsOfBuckets(stack, "aws_s3_bucket_versioning");
    expect(found.map((item) => [item.bucket.name, item.parts.map(({ name }) => name)])).toEqual([
      ["raw", ["a", "b"]],
      ["logs", []],
    ]);
  });

  test("are of no bucket when neither has a name", () => {
    expect(belongsTo(undefined, { ...bucket, properties: {} })).toBe(false);
    expect(belongsTo("example-raw", bucket)).toBe(true);
  });
});
