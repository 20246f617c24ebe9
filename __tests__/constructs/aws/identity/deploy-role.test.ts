import { DeployRole } from "../../../../constructs/aws/identity/deploy-role";
import { limitedName } from "../../../../constructs/aws/limited-name";
import { synthesize } from "../../../helpers/synthesize";
import { awsStack, policyOf } from "../data/example";

const read = { sid: "Read", actions: ["s3:ListBucket"], resources: ["arn:aws:s3:::example"] };

function view(assumedBy = "example-pod") {
  const stack = awsStack();
  const policyArns = { network: "arn:aws:iam::111122223333:policy/network" };
  new DeployRole(stack, "deploy", {
    name: "example-deploy",
    account: "111122223333",
    assumedBy,
    statements: [read],
    policyArns,
  });
  return synthesize(stack);
}

function trusted(assumedBy?: string): unknown {
  return policyOf(view(assumedBy).resource("aws_iam_role", { name: "example-deploy" }), "assume_role_policy");
}

describe("DeployRole", () => {
  test("trusts one role of the account, by a name that may come later", () => {
    expect(trusted()).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AssumedByRole",
          Effect: "Allow",
          Principal: { AWS: ["arn:aws:iam::111122223333:root"] },
          Action: ["sts:AssumeRole", "sts:TagSession"],
          Condition: { ArnEquals: { "aws:PrincipalArn": ["arn:aws:iam::111122223333:role/example-pod"] } },
        },
      ],
    });
  });

  test("knows it by the name that IAM's limit leaves", () => {
    const long = "x".repeat(80);
    expect(JSON.stringify(trusted(long))).toContain(`:role/${limitedName(long, 64)}"`);
  });

  test("may what it is given, by its own policy and by others", () => {
    expect(policyOf(view().resource("aws_iam_role_policy"))).toMatchObject({ Statement: [{ Sid: "Read" }] });
    expect(view().resource("aws_iam_role_policy_attachment")).toMatchObject({
      address: "aws_iam_role_policy_attachment.deploy_network",
      properties: { role: "${aws_iam_role.deploy.name}", policy_arn: "arn:aws:iam::111122223333:policy/network" },
    });
  });
});
