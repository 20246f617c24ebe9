import { broadStatements } from "../../../policies/rules/broad-statements";
import { subject } from "../../helpers/subjects";

function check(statement: object, type = "aws_iam_policy") {
  const policy = JSON.stringify({ Statement: [{ Sid: "A", Effect: "Allow", ...statement }] });
  return broadStatements.check(subject({ resource: { [type]: { main: { policy } } } }));
}

describe("IAM-02", () => {
  test.each([
    { Action: ["s3:GetObject"], Resource: "*" },
    { Action: "ec2:Describe*", Resource: "*" },
    { Action: "s3:*", Resource: ["${aws_s3_bucket.raw.arn}", "${aws_s3_bucket.raw.arn}/*"] },
    { Action: "s3:*", Resource: "arn:aws:s3:::example-*" },
    { Effect: "Deny", Action: "*", Resource: "*" },
    { Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "kms:*", Resource: "*" },
    { Action: "*" },
  ])("lets %j pass", (statement) => {
    expect(check(statement)).toEqual([]);
  });

  test.each([
    [{ Action: "*", Resource: "*" }, "allows * on *"],
    [{ Action: ["s3:GetObject", "s3:*"], Resource: ["x", "*"] }, "allows s3:* on *"],
    [{ Action: "*:*", Resource: "*" }, "allows *:* on *"],
    [{ Action: "iam:**", Resource: "*" }, "allows iam:** on *"],
    [{ Action: "s3:*", Resource: "arn:aws:s3:::*" }, "allows s3:* on arn:aws:s3:::*"],
    [{ Action: "ec2:*", Resource: "arn:aws:ec2:*:*:*" }, "allows ec2:* on arn:aws:ec2:*:*:*"],
    [{ NotAction: ["iam:*", "sts:*"], Resource: "*" }, "allows all but iam:*, sts:* on *"],
    [{ Action: "s3:*", NotResource: "x" }, "allows s3:* on all but x"],
    [{ Action: "s3:*", Resource: "*", Condition: { Bool: { "aws:SecureTransport": "true" } } }, "allows s3:* on *"],
  ])("finds %j", (statement, found) => {
    expect(check(statement)).toEqual([{ address: "aws_iam_policy.main", found: `policy, statement "A": ${found}.` }]);
  });

  test.each(["aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy"])("reads %s too", (type) => {
    expect(check({ Action: "*", Resource: "*" }, type)).toEqual([
      { address: `${type}.main`, found: 'policy, statement "A": allows * on *.' },
    ]);
  });
});
