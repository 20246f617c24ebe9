import { eksSecrets } from "../../../policies/rules/eks-secrets";
import { subject } from "../../helpers/subjects";

function check(config: unknown) {
  return eksSecrets.check(subject({ resource: { aws_eks_cluster: { main: { encryption_config: config } } } }));
}

const good = { resources: ["secrets"], provider: { key_arn: "${aws_kms_key.cluster.arn}" } };

describe("EKS-04", () => {
  test("lets secrets with a key pass, as objects or as lists", () => {
    expect(check(good)).toEqual([]);
    expect(check([{ ...good, provider: [good.provider] }])).toEqual([]);
  });

  test.each([
    ["no encryption", null],
    ["other resources", { ...good, resources: [] }],
    ["no provider", { resources: ["secrets"] }],
    ["a provider without a key", { ...good, provider: {} }],
    ["an empty key", { ...good, provider: { key_arn: "" } }],
  ])("finds %s", (_, config) => {
    const found = 'no encryption_config has "secrets" and a key_arn.';
    expect(check(config)).toEqual([{ address: "aws_eks_cluster.main", found }]);
  });
});
