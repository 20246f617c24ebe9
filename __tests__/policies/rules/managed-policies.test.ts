import { managedPolicies } from "../../../policies/rules/managed-policies";
import { subject } from "../../helpers/subjects";

function check(type: string, properties: object) {
  return managedPolicies.check(subject({ resource: { [type]: { main: properties } } }));
}

const admin = "arn:aws:iam::aws:policy/AdministratorAccess";

describe("IAM-01", () => {
  test.each([
    ["aws_iam_role_policy_attachment", { policy_arn: "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy" }],
    ["aws_iam_role_policy_attachment", { policy_arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }],
    ["aws_iam_role_policy_attachment", { policy_arn: "${aws_iam_policy.full.arn}" }],
    ["aws_iam_role", { permissions_boundary: admin }],
    [
      "aws_iam_policy",
      {
        policy: JSON.stringify({
          Statement: [{ Effect: "Deny", Condition: { ArnEquals: { "iam:PolicyARN": [admin] } } }],
        }),
      },
    ],
    [
      "aws_eks_access_policy_association",
      { policy_arn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy" },
    ],
    ["aws_iam_policy", { name: "BackupFullAccess" }],
    ["aws_iam_role", { description: "Has no AdministratorAccess." }],
  ])("lets %s %j pass", (type, properties) => {
    expect(check(type, properties)).toEqual([]);
  });

  test.each([
    "AdministratorAccess",
    "AdministratorAccess-Amplify",
    "PowerUserAccess",
    "IAMFullAccess",
    "AmazonS3FullAccess",
    "AWSLambda_FullAccess",
    "CloudWatchFullAccessV2",
  ])("finds %s", (name) => {
    expect(check("aws_iam_role_policy_attachment", { policy_arn: `arn:aws:iam::aws:policy/${name}` })).toEqual([
      { address: "aws_iam_role_policy_attachment.main", found: `policy_arn is ${name}.` },
    ]);
  });

  test.each([
    ["aws_iam_policy_attachment", { policy_arn: admin }, "policy_arn"],
    ["aws_iam_user_policy_attachment", { policy_arn: admin }, "policy_arn"],
    ["aws_iam_group_policy_attachment", { policy_arn: admin }, "policy_arn"],
    ["aws_iam_role", { managed_policy_arns: ["arn:aws:iam::aws:policy/X", admin] }, "managed_policy_arns.1"],
    ["aws_iam_role_policy_attachments_exclusive", { policy_arns: [admin] }, "policy_arns.0"],
    ["aws_ssoadmin_managed_policy_attachment", { managed_policy_arn: admin }, "managed_policy_arn"],
    ["aws_eks_capability", { settings: [{ policy: admin }] }, "settings.0.policy"],
    ["aws_iam_role_policy_attachment", { policy_arn: admin.replace("arn:aws:", "arn:aws-cn:") }, "policy_arn"],
    [
      "aws_iam_role_policy_attachment",
      { policy_arn: "arn:${data.aws_partition.here.partition}:iam::aws:policy/AdministratorAccess" },
      "policy_arn",
    ],
    [
      "aws_iam_role_policy_attachment",
      { policy_arn: "arn:aws:iam::aws:policy/job-function/AdministratorAccess" },
      "policy_arn",
    ],
  ])("finds it in %s %j", (type, properties, place) => {
    expect(check(type, properties)).toEqual([{ address: `${type}.main`, found: `${place} is AdministratorAccess.` }]);
  });

  test("finds a data source that looks it up, by ARN or by name", () => {
    const data = {
      aws_iam_policy: { a: { arn: admin }, b: { name: "PowerUserAccess" }, c: { name: "ReadOnly" } },
      aws_iam_group: { d: { name: "PowerUserAccess" } },
    };
    expect(managedPolicies.check(subject({ data }))).toEqual([
      { address: "data.aws_iam_policy.a", found: "arn is AdministratorAccess." },
      { address: "data.aws_iam_policy.b", found: "name is PowerUserAccess." },
    ]);
  });
});
