import { s3Tls } from "../../../policies/rules/s3-tls";
import { subject } from "../../helpers/subjects";

const good = {
  Sid: "TlsOnly",
  Effect: "Deny",
  Principal: "*",
  Action: ["s3:*"],
  Resource: ["${aws_s3_bucket.raw.arn}", "${aws_s3_bucket.raw.arn}/*"],
  Condition: { Bool: { "aws:SecureTransport": ["false"] } },
};

function check(policies: object) {
  return s3Tls.check(subject({ resource: { aws_s3_bucket: { raw: {} }, aws_s3_bucket_policy: policies } }));
}

function policy(...statements: readonly object[]) {
  return { raw: { bucket: "${aws_s3_bucket.raw.id}", policy: JSON.stringify({ Statement: statements }) } };
}

describe("S3-04", () => {
  test.each([
    [good],
    [{ Effect: "Allow", Principal: { AWS: "x" }, Action: "s3:GetObject", Resource: "x" }, good],
    [{ ...good, Principal: { AWS: "*" }, Action: "*", Resource: "*" }],
    [{ ...good, Action: ["s3:GetObject", "s3:*"] }],
    [{ ...good, Condition: { Bool: { "aws:securetransport": "false" } } }],
    [{ ...good, Condition: { Bool: { "aws:SecureTransport": false } } }],
  ])("lets %j pass", (...statements) => {
    expect(check(policy(...statements))).toEqual([]);
  });

  test("lets a document that can't be read pass: IAM-05 is about it", () => {
    expect(check({ raw: { bucket: "${aws_s3_bucket.raw.id}", policy: "${var.policy}" } })).toEqual([]);
  });

  test.each([
    ["an Allow", { Effect: "Allow" }],
    ["some principals", { Principal: { AWS: "arn:aws:iam::111122223333:root" } }],
    ["some actions", { Action: ["s3:GetObject"] }],
    ["the bucket alone", { Resource: ["${aws_s3_bucket.raw.arn}"] }],
    ["the objects alone", { Resource: ["${aws_s3_bucket.raw.arn}/*"] }],
    ["no condition", { Condition: undefined }],
    ["the opposite", { Condition: { Bool: { "aws:SecureTransport": ["true"] } } }],
    ["both", { Condition: { Bool: { "aws:SecureTransport": ["true", "false"] } } }],
    ["another condition", { Condition: { Bool: { "aws:ViaAWSService": "false" } } }],
    ["another operator", { Condition: { Null: { "aws:SecureTransport": "false" } } }],
    [
      "one more condition",
      { Condition: { ...good.Condition, StringNotEquals: { "aws:PrincipalAccount": "111122223333" } } },
    ],
  ])("finds a statement of %s", (_, change) => {
    expect(check(policy({ ...good, ...change }))).toEqual([
      { address: "aws_s3_bucket_policy.raw", found: "does not deny all requests without TLS." },
    ]);
  });

  test("finds a bucket without a policy, and a policy without a document", () => {
    expect(check({})).toEqual([{ address: "aws_s3_bucket.raw", found: "has no aws_s3_bucket_policy." }]);
    expect(check({ raw: { bucket: "${aws_s3_bucket.raw.id}" } })).toEqual([
      { address: "aws_s3_bucket_policy.raw", found: "does not deny all requests without TLS." },
    ]);
  });
});
