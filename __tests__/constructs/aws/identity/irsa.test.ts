import { IrsaIdentity } from "../../../../constructs/aws/identity/irsa";
import { irsaTrust } from "../../../../constructs/aws/identity/pod-trust";
import { OidcProvider } from "../../../../constructs/aws/identity/oidc-provider";
import { policyDocument } from "../../../../constructs/aws/policy-document";
import { synthesize } from "../../../helpers/synthesize";
import { awsStack } from "../data/example";

const oidcProviderArn = "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/ABC";
const oidcIssuer = "oidc.eks.eu-central-1.amazonaws.com/id/ABC";
const props = {
  name: "production-vault",
  clusterName: "production",
  oidcProviderArn,
  oidcIssuer,
  namespace: "vault",
  serviceAccounts: ["vault"],
  statements: [{ sid: "Seal", actions: ["kms:Decrypt"], resources: ["*"] }],
};

describe("IrsaIdentity", () => {
  test("makes a role that the service account's pods act in, and no association", () => {
    const stack = awsStack();
    new IrsaIdentity(stack, "vault", props);
    const view = synthesize(stack);
    expect(view.resource("aws_iam_role")).toMatchObject({
      address: "aws_iam_role.vault",
      properties: {
        name: "production-vault",
        description: "Pods of vault/vault in production",
        assume_role_policy: policyDocument([irsaTrust(oidcProviderArn, oidcIssuer, props)]),
      },
    });
    expect(view.resource("aws_iam_role_policy").properties["policy"]).toBe(policyDocument(props.statements));
    expect(view.resources("aws_eks_pod_identity_association")).toEqual([]);
  });

  test("trusts the provider of a cluster that is still to be made", () => {
    const stack = awsStack();
    const provider = new OidcProvider(stack, "oidc", { url: "${aws_eks_cluster.cluster.identity[0].oidc[0].issuer}" });
    new IrsaIdentity(stack, "vault", {
      ...props,
      oidcProviderArn: provider.providerArn,
      oidcIssuer: provider.issuer,
    });
    expect(synthesize(stack).resource("aws_iam_role").properties["assume_role_policy"]).toBe(
      policyDocument([
        irsaTrust(
          "${aws_iam_openid_connect_provider.oidc.arn}",
          '${replace(aws_iam_openid_connect_provider.oidc.url, "https://", "")}',
          props,
        ),
      ]).replaceAll('\\"', '"'),
    );
  });

  test("refuses a name that would widen the trust", () => {
    expect(() => new IrsaIdentity(awsStack(), "vault", { ...props, namespace: "*" })).toThrow(
      'test/vault: "*" can\'t be a namespace or a service account',
    );
  });
});
