import { accessProblems, ClusterAccess, type Access } from "../../../../constructs/aws/eks/access";
import { synthesize } from "../../../helpers/synthesize";
import type { StackView } from "../../../helpers/stack-view";
import { awsStack } from "./example";

const ADMINS = "arn:aws:iam::111122223333:role/platform-admins";

function view(access: Access): StackView {
  const stack = awsStack();
  new ClusterAccess(stack, "access_admins", "production", access);
  return synthesize(stack);
}

describe("access to a cluster", () => {
  test("is an entry with a policy for the whole cluster", () => {
    const made = view({ principalArn: ADMINS, policy: "AmazonEKSClusterAdminPolicy" });
    expect(made.resource("aws_eks_access_entry").properties).toEqual({
      cluster_name: "production",
      principal_arn: ADMINS,
      type: "STANDARD",
    });
    expect(made.resource("aws_eks_access_policy_association").properties).toEqual({
      cluster_name: "production",
      principal_arn: "${aws_eks_access_entry.access_admins.principal_arn}",
      policy_arn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
      access_scope: { type: "cluster" },
    });
  });

  test("can be limited to namespaces", () => {
    const made = view({ principalArn: ADMINS, policy: "AmazonEKSEditPolicy", namespaces: ["shop", "team-*"] });
    made.resource("aws_eks_access_policy_association", {
      access_scope: { type: "namespace", namespaces: ["shop", "team-*"] },
    });
  });

  test("can be what Kubernetes groups may, without a policy", () => {
    const made = view({ principalArn: ADMINS, groups: ["platform"] });
    made.resource("aws_eks_access_entry", { kubernetes_groups: ["platform"] });
    expect(made.resources("aws_eks_access_policy_association")).toEqual([]);
  });

  test("is by roles, users and single-sign-on roles with their path", () => {
    const sso = "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Admin_0a1b";
    const user = "arn:aws:iam::111122223333:user/emergency";
    const access = [ADMINS, sso, user].map((principalArn) => [principalArn, { principalArn, groups: ["x"] }] as const);
    expect(accessProblems(Object.fromEntries(access))).toEqual([]);
  });

  test.each([
    [{ principalArn: ADMINS }, "access one: needs a policy or groups."],
    [
      { principalArn: "arn:aws:sts::111122223333:assumed-role/platform-admins/me", groups: ["x"] },
      'access one: "arn:aws:sts::111122223333:assumed-role/platform-admins/me" is not the ARN of an IAM role or user.',
    ],
    [
      { principalArn: ADMINS, groups: ["x"], namespaces: ["shop"] },
      "access one: namespaces limit a policy, and there is none.",
    ],
    [
      { principalArn: ADMINS, policy: "AmazonEKSViewPolicy", namespaces: [] },
      "access one: no namespace in namespaces; leave it out for the whole cluster.",
    ],
  ] as const)("refuses %j", (access, problem) => {
    expect(accessProblems({ one: access })).toEqual([problem]);
  });

  test("has one entry for each principal", () => {
    const access = { principalArn: ADMINS, groups: ["x"] };
    expect(accessProblems({ one: access, two: access })).toEqual([
      "access two: one is the same principal; EKS takes one entry for each.",
    ]);
  });
});
