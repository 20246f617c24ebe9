import { wildcardPrincipals } from "../../../policies/rules/wildcard-principals";
import { subject } from "../../helpers/subjects";

function check(statement: object, type = "aws_s3_bucket_policy", argument = "policy") {
  const document = JSON.stringify({ Statement: [{ Sid: "A", Effect: "Allow", Action: "x:Y", ...statement }] });
  return wildcardPrincipals.check(subject({ resource: { [type]: { main: { [argument]: document } } } }));
}

function found(argument = "policy") {
  return `${argument}, statement "A": allows everyone, without a condition on who asks.`;
}

describe("IAM-03", () => {
  test.each([
    { Principal: { AWS: "arn:aws:iam::111122223333:root" } },
    { Principal: { Service: "pods.eks.amazonaws.com" } },
    { Effect: "Deny", Principal: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } },
    { Effect: "Deny", NotPrincipal: { AWS: "x" } },
    { Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } },
    { Principal: { AWS: "*" }, Condition: { StringEquals: { "kms:CallerAccount": ["111122223333"] } } },
    { Principal: { AWS: "*" }, Condition: { ArnLike: { "AWS:SourceArn": "arn:aws:s3:::example" } } },
    { Principal: "*", Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } } },
    { Principal: "*", Condition: { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-1/*" } } },
    {},
  ])("lets %j pass", (statement) => {
    expect(check(statement)).toEqual([]);
  });

  test.each([
    { Principal: "*" },
    { Principal: { AWS: "*" } },
    { Principal: { AWS: ["arn:aws:iam::111122223333:root", "*"] } },
    { Principal: { Federated: "*" } },
    { NotPrincipal: { AWS: "x" } },
    { Principal: "*", Condition: {} },
    { Principal: "*", Condition: { Bool: { "aws:SecureTransport": "true" } } },
    { Principal: "*", Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-1" } } },
    { Principal: "*", Condition: { StringEqualsIfExists: { "aws:SourceVpce": "vpce-1" } } },
    { Principal: "*", Condition: { "ForAllValues:StringEquals": { "aws:PrincipalOrgPaths": "o-1/*" } } },
    { Principal: "*", Condition: { StringLike: { "aws:PrincipalArn": "*" } } },
    { Principal: "*", Condition: { IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "0.0.0.0/0"] } } },
    { Principal: "*", Condition: { StringEquals: { "aws:SourceAccount": [] } } },
  ])("finds %j", (statement) => {
    expect(check(statement)).toEqual([{ address: "aws_s3_bucket_policy.main", found: found() }]);
  });

  test.each([
    ["aws_kms_key", "policy"],
    ["aws_kms_key_policy", "policy"],
    ["aws_ecr_repository_policy", "policy"],
    ["aws_iam_role", "assume_role_policy"],
    ["aws_cloudwatch_log_resource_policy", "policy_document"],
  ])("reads %s", (type, argument) => {
    expect(check({ Principal: "*" }, type, argument)).toEqual([{ address: `${type}.main`, found: found(argument) }]);
  });

  test.each(["aws_vpc_endpoint", "aws_vpc_endpoint_policy"])("leaves %s alone: its policy only narrows", (type) => {
    expect(check({ Principal: "*" }, type)).toEqual([]);
  });
});
