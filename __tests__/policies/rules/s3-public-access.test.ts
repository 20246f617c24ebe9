import { s3PublicAccess } from "../../../policies/rules/s3-public-access";
import { subject } from "../../helpers/subjects";

const good = {
  bucket: "${aws_s3_bucket.raw.id}",
  block_public_acls: true,
  block_public_policy: true,
  ignore_public_acls: true,
  restrict_public_buckets: true,
};

function check(blocks: object) {
  return s3PublicAccess.check(
    subject({
      resource: { aws_s3_bucket: { raw: { bucket: "example-raw" } }, aws_s3_bucket_public_access_block: blocks },
    }),
  );
}

describe("S3-01", () => {
  test("lets a blocked bucket pass, by reference or by name", () => {
    expect(check({ raw: good })).toEqual([]);
    expect(check({ raw: { ...good, bucket: "example-raw" } })).toEqual([]);
  });

  test.each([
    ["no block", {}],
    ["the block of another bucket", { raw: { ...good, bucket: "${aws_s3_bucket.other.id}" } }],
  ])("finds %s", (_, blocks) => {
    expect(check(blocks)).toEqual([
      { address: "aws_s3_bucket.raw", found: "has no aws_s3_bucket_public_access_block." },
    ]);
  });

  test.each(["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"])(
    "finds that %s is off or left out",
    (name) => {
      const address = "aws_s3_bucket_public_access_block.raw";
      expect(check({ raw: { ...good, [name]: false } })).toEqual([{ address, found: `${name} is false.` }]);
      expect(check({ raw: { ...good, [name]: null } })).toEqual([{ address, found: `${name} is not set.` }]);
    },
  );
});
