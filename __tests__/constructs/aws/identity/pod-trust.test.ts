import { checkPods, irsaTrust, podIdentityTrust, podTargetTrust } from "../../../../constructs/aws/identity/pod-trust";
import { policyDocument } from "../../../../constructs/aws/policy-document";

const CLUSTER = "arn:aws:eks:eu-central-1:111122223333:cluster/production";
const PROVIDER = "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/ABC";
const pods = { namespace: "vault", serviceAccounts: ["vault", "vault-backup"] };

describe("podIdentityTrust", () => {
  test("pins cluster, namespace and service accounts", () => {
    expect(JSON.parse(policyDocument([podIdentityTrust(CLUSTER, pods)]))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AssumedByPods",
          Effect: "Allow",
          Principal: { Service: ["pods.eks.amazonaws.com"] },
          Action: ["sts:AssumeRole", "sts:TagSession"],
          Condition: {
            StringEquals: {
              "aws:RequestTag/eks-cluster-arn": [CLUSTER],
              "aws:RequestTag/kubernetes-namespace": ["vault"],
              "aws:RequestTag/kubernetes-service-account": ["vault", "vault-backup"],
            },
          },
        },
      ],
    });
  });
});

describe("podTargetTrust", () => {
  test("lets in the account of the pods' role, that role alone, for pods of the cluster, namespace and service accounts", () => {
    const role = "arn:aws:iam::111122223333:role/production-vault";
    expect(JSON.parse(policyDocument([podTargetTrust(role, CLUSTER, pods)]))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AssumedByPods",
          Effect: "Allow",
          Principal: { AWS: ["arn:aws:iam::111122223333:root"] },
          Action: ["sts:AssumeRole", "sts:TagSession"],
          Condition: {
            StringEquals: {
              "aws:RequestTag/eks-cluster-arn": [CLUSTER],
              "aws:RequestTag/kubernetes-namespace": ["vault"],
              "aws:RequestTag/kubernetes-service-account": ["vault", "vault-backup"],
            },
            ArnEquals: { "aws:PrincipalArn": [role] },
          },
        },
      ],
    });
  });
});

describe("irsaTrust", () => {
  test("pins audience, namespace and service accounts, at the cluster's own issuer", () => {
    const issuer = "oidc.eks.eu-central-1.amazonaws.com/id/ABC";
    expect(JSON.parse(policyDocument([irsaTrust(PROVIDER, issuer, pods)]))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AssumedByPods",
          Effect: "Allow",
          Principal: { Federated: [PROVIDER] },
          Action: ["sts:AssumeRoleWithWebIdentity"],
          Condition: {
            StringEquals: {
              [`${issuer}:aud`]: ["sts.amazonaws.com"],
              [`${issuer}:sub`]: ["system:serviceaccount:vault:vault", "system:serviceaccount:vault:vault-backup"],
            },
          },
        },
      ],
    });
  });
});

describe("checkPods", () => {
  test("takes names", () => {
    expect(() => {
      checkPods("test/vault", pods);
    }).not.toThrow();
  });

  test.each(["*", "vault-*", "Vault", "", "-vault"])("refuses %j as a name", (name) => {
    const message = `test/vault: "${name}" can't be a namespace or a service account: lower-case letters, digits, "-" and ".".`;
    expect(() => {
      checkPods("test/vault", { ...pods, namespace: name });
    }).toThrow(message);
    expect(() => {
      checkPods("test/vault", { ...pods, serviceAccounts: ["vault", name] });
    }).toThrow(message);
  });

  test("refuses a role that no service account acts in", () => {
    expect(() => {
      checkPods("test/vault", { ...pods, serviceAccounts: [] });
    }).toThrow("test/vault: name at least one service account that acts in the role.");
  });
});
