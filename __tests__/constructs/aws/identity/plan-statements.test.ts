import { PLAN_STATEMENTS } from "../../../../constructs/aws/identity/plan-statements";

const allowed = PLAN_STATEMENTS.filter(({ effect = "Allow" }) => effect === "Allow");
const denied = PLAN_STATEMENTS.filter(({ effect }) => effect === "Deny");

/** Whether one of the statements names the action, on any resource, with IAM's wildcards. */
function names(statements: typeof PLAN_STATEMENTS, action: string): boolean {
  return statements.some(({ actions }) =>
    actions.some((pattern) => new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(action)),
  );
}

describe("PLAN_STATEMENTS", () => {
  test.each([
    "athena:GetQueryResults",
    "dynamodb:GetItem",
    "ec2:GetConsoleOutput",
    "ec2:GetPasswordData",
    "ecr:BatchGetImage",
    "ecr:GetAuthorizationToken",
    "ecr:GetDownloadUrlForLayer",
    "kms:Decrypt",
    "lambda:GetFunction",
    "logs:FilterLogEvents",
    "logs:GetLogEvents",
    "logs:StartQuery",
    "s3:GetObject",
    "s3:GetObjectVersion",
    "secretsmanager:GetSecretValue",
    "sqs:ReceiveMessage",
    "sts:AssumeRole",
  ])("don't allow %s", (action) => {
    expect(names(allowed, action)).toBe(false);
  });

  test.each(["dynamodb:Scan", "ec2:GetPasswordData", "logs:GetLogEvents", "secretsmanager:BatchGetSecretValue"])(
    "deny %s, whatever else the role is given",
    (action) => {
      expect(names(denied, action)).toBe(true);
    },
  );

  test("read AWS's own parameters and deny the account's", () => {
    expect(allowed).toContainEqual({
      sid: "ReadPublicParameters",
      actions: ["ssm:GetParameter", "ssm:GetParameters"],
      resources: ["arn:aws:ssm:*::parameter/aws/service/*"],
    });
    expect(denied).toContainEqual({
      sid: "DenyParameters",
      effect: "Deny",
      actions: ["ssm:GetParameter*"],
      resources: ["arn:aws:ssm:*:????????????:parameter/*"],
    });
  });

  test("allow nothing but reading", () => {
    const reading = /^(?:Describe|Get|List)/;
    const actions = allowed.flatMap((statement) => statement.actions);
    expect(actions.filter((action) => !reading.test(action.split(":")[1] ?? ""))).toEqual([]);
  });

  test.each([
    "ec2:DescribeVpcs",
    "eks:DescribeCluster",
    "iam:GetRole",
    "kms:GetKeyRotationStatus",
    "s3:GetBucketPolicy",
  ])("allow %s, which Terraform's refresh asks", (action) => {
    expect(names(allowed, action)).toBe(true);
  });
});
