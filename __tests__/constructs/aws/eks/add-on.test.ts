import { mayUseKeyForVolumes } from "../../../../constructs/aws/data/key-access";
import { policyDocument } from "../../../../constructs/aws/policy-document";
import { objectOf } from "../../../../stacks/synthesized-stack";
import type { StackView } from "../../../helpers/stack-view";
import { ADD_ONS, clusterView, KEY, VOLUME_KEY } from "./example";

const EFS = { "aws-efs-csi-driver": { version: "v3.0.1-eksbuild.1" } };

function document(view: StackView, type: string, name: string, key: string): unknown {
  const block = view.resources(type).find((candidate) => candidate.name === name);
  return JSON.parse(String(block?.properties[key]));
}

describe("AddOn", () => {
  test("is of the exact version, and what stands in the repository wins over changes in the cluster", () => {
    clusterView().resource("aws_eks_addon", {
      addon_name: "coredns",
      addon_version: "v1.14.2-eksbuild.4",
      resolve_conflicts_on_create: "OVERWRITE",
      resolve_conflicts_on_update: "OVERWRITE",
    });
  });

  test.each([
    ["vpc-cni", "aws-node", "AmazonEKS_CNI_Policy"],
    ["aws-ebs-csi-driver", "ebs-csi-controller-sa", "AmazonEBSCSIDriverEKSClusterScopedPolicy"],
    ["aws-efs-csi-driver", "efs-csi-controller-sa", "service-role/AmazonEFSCSIDriverPolicy"],
  ])(
    "%s acts in a role of its own by Pod Identity, with AWS's policy for exactly that",
    (name, serviceAccount, policy) => {
      const view = clusterView({ addOns: { ...ADD_ONS, ...EFS } });
      const role = `eks_addon_${name}_role`;
      view.resource("aws_eks_addon", {
        addon_name: name,
        pod_identity_association: [{ role_arn: `\${aws_iam_role.${role}.arn}`, service_account: serviceAccount }],
      });
      view.resource("aws_iam_role_policy_attachment", {
        role: `\${aws_iam_role.${role}.name}`,
        policy_arn: `arn:aws:iam::aws:policy/${policy}`,
      });
      expect(document(view, "aws_iam_role", role, "assume_role_policy")).toMatchObject({
        Statement: [
          {
            Condition: {
              StringEquals: {
                "aws:RequestTag/eks-cluster-arn": ["arn:aws:eks:eu-central-1:111122223333:cluster/production"],
                "aws:RequestTag/kubernetes-namespace": ["kube-system"],
                "aws:RequestTag/kubernetes-service-account": [serviceAccount],
              },
            },
          },
        ],
      });
    },
  );

  test.each(["coredns", "kube-proxy", "eks-pod-identity-agent", "metrics-server"])(
    "%s calls nothing of AWS",
    (name) => {
      const { properties } = clusterView().resource("aws_eks_addon", { addon_name: name });
      expect(properties).not.toHaveProperty("pod_identity_association");
      expect(properties).not.toHaveProperty("configuration_values");
    },
  );

  test("of EBS may use the key of pods' volumes by its alias, and grant it to volumes only", () => {
    const role = "eks_addon_aws-ebs-csi-driver_role";
    const view = clusterView();
    expect(
      view.resource("aws_iam_role_policy", { name: "own", role: `\${aws_iam_role.${role}.name}` }).properties,
    ).toEqual(
      expect.objectContaining({
        policy: policyDocument(
          mayUseKeyForVolumes({ alias: VOLUME_KEY, account: "111122223333", region: "eu-central-1" }),
        ),
      }),
    );
    expect(JSON.stringify(document(view, "aws_iam_role_policy", `${role}_own`, "policy"))).not.toContain(KEY);
    view.resource("aws_eks_addon", {
      addon_name: "aws-ebs-csi-driver",
      depends_on: expect.arrayContaining([`aws_iam_role_policy.${role}_own`]),
    });
  });

  test.each(["vpc-cni", "aws-efs-csi-driver"])("of %s may use no key", (name) => {
    const view = clusterView({ addOns: { ...ADD_ONS, ...EFS } });
    expect(view.resources("aws_iam_role_policy", { role: `\${aws_iam_role.eks_addon_${name}_role.name}` })).toEqual([]);
  });

  test("lays given settings over those made here", () => {
    const configuration = { env: { WARM_PREFIX_TARGET: "2" }, nodeAgent: { enablePolicyEventLogs: "true" } };
    const addOns = { ...ADD_ONS, "vpc-cni": { ...ADD_ONS["vpc-cni"], configuration } };
    const { properties } = clusterView({ addOns }).resource("aws_eks_addon", { addon_name: "vpc-cni" });
    expect(objectOf(JSON.parse(String(properties["configuration_values"])))).toEqual({
      enableNetworkPolicy: "true",
      env: { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "2" },
      nodeAgent: { enablePolicyEventLogs: "true" },
    });
  });
});
