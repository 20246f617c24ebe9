import { accessLogDelivery, tlsOnly } from "../../../../constructs/aws/data/bucket-policy";
import { policyDocument } from "../../../../constructs/aws/policy-document";

test("tlsOnly denies everybody everything without TLS 1.2", () => {
  const all = {
    Effect: "Deny",
    Principal: "*",
    Action: ["s3:*"],
    Resource: ["arn:aws:s3:::example-raw", "arn:aws:s3:::example-raw/*"],
  };
  expect(JSON.parse(policyDocument(tlsOnly("example-raw")))).toEqual({
    Version: "2012-10-17",
    Statement: [
      { Sid: "DenyWithoutTls", ...all, Condition: { Bool: { "aws:SecureTransport": ["false"] } } },
      { Sid: "DenyOldTls", ...all, Condition: { NumericLessThan: { "s3:TlsVersion": ["1.2"] } } },
    ],
  });
});

test("accessLogDelivery lets S3 bring the logs of the account's named buckets, and of no other", () => {
  expect(accessLogDelivery("example-logs", "111122223333", ["example-raw", "example-state"])).toEqual({
    sid: "AccessLogDelivery",
    principals: { Service: ["logging.s3.amazonaws.com"] },
    actions: ["s3:PutObject"],
    resources: ["arn:aws:s3:::example-logs/*"],
    conditions: {
      StringEquals: { "aws:SourceAccount": ["111122223333"] },
      ArnLike: { "aws:SourceArn": ["arn:aws:s3:::example-raw", "arn:aws:s3:::example-state"] },
    },
  });
});
