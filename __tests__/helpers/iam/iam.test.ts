import type { Statement } from "../../../constructs/aws/policy-document";
import { actionOf, callsIn } from "./api-actions";
import { refusedActions } from "./allowed";

const allow = (...actions: string[]): Statement => ({ sid: "Allow", actions, resources: ["*"] });
const deny = (action: string, resource: string): Statement => ({
  sid: "Deny",
  effect: "Deny",
  actions: [action],
  resources: [resource],
});

describe("refusedActions", () => {
  test("finds what no statement names, in order and once", () => {
    expect(refusedActions([allow("s3:GetObject")], ["s3:PutObject", "kms:Decrypt", "s3:PutObject"])).toEqual([
      "kms:Decrypt",
      "s3:PutObject",
    ]);
  });

  test("knows IAM's wildcards, and no others", () => {
    const statements = [allow("ec2:Describe*", "eks:List?odegroups", "s3.+:Get")];
    expect(refusedActions(statements, ["ec2:DescribeVpcs", "EC2:describevpcs", "eks:ListNodegroups"])).toEqual([]);
    expect(refusedActions(statements, ["ec2:CreateVpc", "eks:ListNNodegroups", "s3xx:Get"])).toHaveLength(3);
  });

  test("minds what is denied everywhere, and not what is denied on something", () => {
    const statements = [allow("iam:PutRolePolicy", "ssm:GetParameter")];
    expect(refusedActions([...statements, deny("iam:*", "*")], ["iam:PutRolePolicy"])).toEqual(["iam:PutRolePolicy"]);
    expect(refusedActions([...statements, deny("iam:*", "arn:aws:iam::1:role/a")], ["iam:PutRolePolicy"])).toEqual([]);
  });
});

describe("the provider's log", () => {
  const line = (rest: string) => `2026-01-01T00:00:00Z [DEBUG] provider: HTTP Request Sent: rpc.system=aws-api ${rest}`;

  test("tells the calls, each once, whatever order its fields are in", () => {
    const log = [
      line('rpc.method=GetChange tf_aws.signing_region="" rpc.service="Route 53"'),
      line("rpc.service=KMS http.request.body=\n  | Action=CreateKey\n   http.method=POST rpc.method=CreateKey"),
      line("rpc.service=KMS http.method=POST rpc.method=CreateKey"),
      "2026-01-01T00:00:00Z [DEBUG] provider: HTTP Response Received: rpc.method=Other rpc.service=EC2",
    ].join("\n");
    expect(callsIn(log)).toEqual([
      { service: "Route 53", operation: "GetChange" },
      { service: "KMS", operation: "CreateKey" },
    ]);
  });

  test("is refused where a call has no name", () => {
    expect(() => callsIn(line("rpc.service=KMS"))).toThrow("No rpc.method in an entry of the provider's log");
  });

  test.each([
    ["EC2", "CreateVpc", "ec2:CreateVpc"],
    ["CloudWatch Logs", "CreateLogGroup", "logs:CreateLogGroup"],
    ["S3", "HeadBucket", "s3:ListBucket"],
    ["S3", "PutPublicAccessBlock", "s3:PutBucketPublicAccessBlock"],
    ["STS", "GetCallerIdentity", undefined],
  ])("%s %s needs %s", (service, operation, action) => {
    expect(actionOf({ service, operation })).toBe(action);
  });

  test("of a service that nobody knows is an error", () => {
    expect(() => actionOf({ service: "Lambda", operation: "Invoke" })).toThrow(
      'Nobody knows what the actions of the service "Lambda" begin with.',
    );
  });
});
