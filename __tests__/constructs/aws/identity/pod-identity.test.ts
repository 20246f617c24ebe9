import { PodIdentity } from "../../../../constructs/aws/identity/pod-identity";
import { podIdentityTrust } from "../../../../constructs/aws/identity/pod-trust";
import { policyDocument } from "../../../../constructs/aws/policy-document";
import { synthesize } from "../../../helpers/synthesize";
import { awsStack, policyOf } from "../data/example";

const clusterArn = "arn:aws:eks:eu-central-1:111122223333:cluster/production";
const statements = [
  { sid: "Seal", actions: ["kms:Decrypt"], resources: ["arn:aws:kms:eu-central-1:111122223333:key/1"] },
];
const props = {
  name: "production-vault",
  clusterName: "production",
  clusterArn,
  namespace: "vault",
  serviceAccounts: ["vault", "vault-backup"],
  statements,
};

function view(over = {}) {
  const stack = awsStack();
  new PodIdentity(stack, "vault", { ...props, ...over });
  return synthesize(stack);
}

describe("PodIdentity", () => {
  test("makes one role with the component's permissions, which only its pods act in", () => {
    const role = view().resource("aws_iam_role");
    expect(role).toMatchObject({
      address: "aws_iam_role.vault",
      properties: {
        name: "production-vault",
        description: "Pods of vault/vault, vault-backup in production",
        assume_role_policy: policyDocument([podIdentityTrust(clusterArn, props)]),
      },
    });
    expect(policyOf(view().resource("aws_iam_role_policy"))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Seal",
          Effect: "Allow",
          Action: ["kms:Decrypt"],
          Resource: ["arn:aws:kms:eu-central-1:111122223333:key/1"],
        },
      ],
    });
  });

  test.each(["vault", "vault-backup"])("gives it to %s, with the session tags that the trust asks for", (name) => {
    expect(view().resource("aws_eks_pod_identity_association", { service_account: name })).toMatchObject({
      address: `aws_eks_pod_identity_association.vault_${name}`,
      properties: {
        cluster_name: "production",
        namespace: "vault",
        role_arn: "${aws_iam_role.vault.arn}",
        disable_session_tags: false,
      },
    });
  });

  test("lets pods act in a role of another account, and their own role do nothing but take it", () => {
    const targetRoleArn = "arn:aws:iam::444455556666:role/dns";
    const target = view({ statements: [], targetRoleArn });
    const associations = target.resources("aws_eks_pod_identity_association");
    expect(associations).toHaveLength(2);
    for (const { properties } of associations) {
      expect(properties).toMatchObject({ role_arn: "${aws_iam_role.vault.arn}", target_role_arn: targetRoleArn });
    }
    expect(policyOf(target.resource("aws_iam_role_policy"))).toMatchObject({
      Statement: [{ Effect: "Allow", Action: ["sts:AssumeRole", "sts:TagSession"], Resource: [targetRoleArn] }],
    });
    expect(view().resources("aws_eks_pod_identity_association")[0]?.properties).not.toHaveProperty("target_role_arn");
  });

  test("refuses statements that pods in another role never have", () => {
    expect(() => view({ targetRoleArn: "arn:aws:iam::444455556666:role/dns" })).toThrow(
      "test/vault: pods that act in arn:aws:iam::444455556666:role/dns have no use for statements of their own role.",
    );
  });

  test("refuses a name that would widen the trust", () => {
    expect(() => view({ serviceAccounts: ["*"] })).toThrow(
      'test/vault: "*" can\'t be a namespace or a service account',
    );
  });
});
