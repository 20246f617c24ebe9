import { ArgoCdCapability, type ArgoCdCapabilityProps } from "../../../../constructs/aws/eks/argo-cd-capability";
import type { StackView } from "../../../helpers/stack-view";
import { synthesize } from "../../../helpers/synthesize";
import { policyOf } from "../data/example";
import { awsStack } from "./example";

const INSTANCE = "arn:aws:sso:::instance/ssoins-0123456789abcdef";

function view(over: Partial<ArgoCdCapabilityProps> = {}): StackView {
  const stack = awsStack();
  new ArgoCdCapability(stack, "argo_cd", {
    name: "example-production",
    clusterId: "example-production",
    namespace: "argocd",
    identityCenter: { instanceArn: INSTANCE },
    ...over,
  });
  return synthesize(stack);
}

/** What Argo CD itself is told. */
function settings(over: Partial<ArgoCdCapabilityProps> = {}): unknown {
  const { properties } = view(over).resource("aws_eks_capability");
  return Reflect.get(Object(Reflect.get(Object(properties["configuration"]), 0)), "argo_cd");
}

describe("ArgoCdCapability", () => {
  test("is Argo CD in the cluster's own namespace for it, whose objects stay when it goes", () => {
    view().resource("aws_eks_capability", {
      cluster_name: "example-production",
      type: "ARGOCD",
      delete_propagation_policy: "RETAIN",
      role_arn: "${aws_iam_role.argo_cd_role.arn}",
      configuration: [{ argo_cd: [{ namespace: "argocd", aws_idc: [{ idc_instance_arn: INSTANCE }] }] }],
    });
  });

  test("acts in a role that the service alone takes on, with tags, and that may nothing on AWS", () => {
    const stack = view();
    const role = stack.resource("aws_iam_role", { name: "example-production-argo-cd" });
    expect(policyOf(role, "assume_role_policy")).toMatchObject({
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: ["capabilities.eks.amazonaws.com"] },
          Action: ["sts:AssumeRole", "sts:TagSession"],
        },
      ],
    });
    for (const type of ["aws_iam_role_policy", "aws_iam_role_policy_attachment"]) {
      expect(stack.resources(type)).toEqual([]);
    }
  });

  test("gets every right in the cluster once EKS has made its access entry, and makes none of its own", () => {
    const stack = view();
    stack.resource("aws_eks_access_policy_association", {
      principal_arn: "${aws_eks_capability.argo_cd.role_arn}",
      policy_arn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
      access_scope: { type: "cluster" },
    });
    expect(stack.resources("aws_eks_access_entry")).toEqual([]);
  });

  test("lets in nobody unnamed, and those of one role together, groups and people", () => {
    expect(settings()).toMatchObject([{ rbac_role_mapping: [] }]);
    const access = [
      { kind: "SSO_USER", id: "user-1", role: "VIEWER" },
      { kind: "SSO_GROUP", id: "group-1", role: "ADMIN" },
      { kind: "SSO_GROUP", id: "group-2", role: "VIEWER" },
    ] as const;
    expect(settings({ access })).toMatchObject([
      {
        rbac_role_mapping: [
          { role: "ADMIN", identity: [{ id: "group-1", type: "SSO_GROUP" }] },
          {
            role: "VIEWER",
            identity: [
              { id: "user-1", type: "SSO_USER" },
              { id: "group-2", type: "SSO_GROUP" },
            ],
          },
        ],
      },
    ]);
  });

  test("is reached by the endpoints that are named and by nothing else", () => {
    expect(settings()).not.toMatchObject([{ network_access: expect.anything() }]);
    expect(settings({ vpcEndpointIds: ["vpce-1"] })).toMatchObject([{ network_access: [{ vpce_ids: ["vpce-1"] }] }]);
  });

  test("finds an Identity Center of another region", () => {
    const identityCenter = { instanceArn: INSTANCE, region: "eu-west-1" };
    expect(settings({ identityCenter })).toMatchObject([{ aws_idc: [{ idc_region: "eu-west-1" }] }]);
  });
});
