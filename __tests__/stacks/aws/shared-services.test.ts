import type { EksEnvironment } from "../../../config";
import { EksStack } from "../../../stacks/eks";
import { EksDataStack } from "../../../stacks/eks-data";
import { policyOf } from "../../constructs/aws/data/example";
import { organization } from "../../helpers/environments";
import type { StackView } from "../../helpers/stack-view";
import { synthesize, testApp } from "../../helpers/synthesize";
import { ACCOUNT, production } from "./example";

const SHARED = "444455556666";
const ROLE = `arn:aws:iam::${SHARED}:role/platform-shared`;
const AWS: EksEnvironment["aws"] = {
  account: ACCOUNT,
  region: "eu-central-1",
  shared: { account: SHARED, region: "eu-west-1", roleArn: ROLE },
};
const DATA: EksEnvironment["data"] = {
  images: { storefront: { keep: {}, untaggedDays: 14 } },
  zone: "new",
  certificate: true,
};

function data(changes: Partial<EksEnvironment["data"]> = {}, rest: Partial<EksEnvironment> = {}): StackView {
  const environment = production({ aws: AWS, data: { ...DATA, ...changes }, ...rest });
  return synthesize(new EksDataStack(testApp(), environment, organization));
}

function elsewhere(view: StackView): string[] {
  return view
    .resources()
    .filter(({ properties }) => properties["provider"] === "aws.shared")
    .map(({ address }) => address)
    .sort();
}

const dnsRole = (name: string) => `example-production-${name}-${name}-dns`;

describe("what environments share, in an account of its own", () => {
  const stack = data();

  test("is entered by a role, and no other account by mistake", () => {
    expect(stack.providers("aws")).toEqual([
      expect.objectContaining({ region: "eu-central-1", allowed_account_ids: [ACCOUNT] }),
      expect.objectContaining({
        alias: "shared",
        region: "eu-west-1",
        allowed_account_ids: [SHARED],
        assume_role: [{ role_arn: ROLE, session_name: "production-data" }],
        default_tags: [{ tags: expect.objectContaining({ environment: "production" }) }],
      }),
    ]);
  });

  test("is in the environment's region unless another is written", () => {
    const aws = { ...AWS, shared: { account: SHARED, roleArn: ROLE } };
    expect(data({}, { aws }).providers("aws")[1]).toMatchObject({ region: "eu-central-1" });
  });

  test("is the zone with the record of the certificate, the images with their key, and the roles that change DNS", () => {
    expect(elsewhere(stack)).toEqual([
      "aws_ecr_lifecycle_policy.shared_images_storefront_lifecycle",
      "aws_ecr_repository.shared_images_storefront",
      "aws_ecr_repository_policy.shared_images_storefront_pull",
      "aws_iam_role.shared_dns_cert-manager_cert-manager",
      "aws_iam_role.shared_dns_external-dns_external-dns",
      "aws_iam_role_policy.shared_dns_cert-manager_cert-manager_own",
      "aws_iam_role_policy.shared_dns_external-dns_external-dns_own",
      "aws_kms_alias.shared_images_key_alias",
      "aws_kms_key.shared_images_key",
      "aws_route53_record.certificate_validation",
      "aws_route53_zone.shared_zone",
    ]);
  });

  test("lets the environment's account pull images, which are under a key of the shared account", () => {
    const policy = policyOf(stack.resource("aws_ecr_repository_policy"));
    expect(policy).toMatchObject({ Statement: [{ Principal: { AWS: [`arn:aws:iam::${ACCOUNT}:root`] } }] });
    stack.resource("aws_ecr_repository", {
      encryption_configuration: [{ encryption_type: "KMS", kms_key: "${aws_kms_key.shared_images_key.arn}" }],
    });
    expect(policyOf(stack.resource("aws_kms_key", { provider: "aws.shared" }))).toMatchObject({
      Statement: [{ Principal: { AWS: [`arn:aws:iam::${SHARED}:root`] } }],
    });
  });

  test.each(["cert-manager", "external-dns"])("lets pods of %s change their zone alone, and nobody else", (name) => {
    const { address, properties } = stack.resource("aws_iam_role", { name: dnsRole(name) });
    expect(JSON.parse(String(properties["assume_role_policy"]))).toMatchObject({
      Statement: [
        {
          Principal: { AWS: [`arn:aws:iam::${ACCOUNT}:root`] },
          Condition: {
            StringEquals: {
              "aws:RequestTag/eks-cluster-arn": [`arn:aws:eks:eu-central-1:${ACCOUNT}:cluster/example-production`],
              "aws:RequestTag/kubernetes-namespace": [name],
              "aws:RequestTag/kubernetes-service-account": [name],
            },
            ArnEquals: { "aws:PrincipalArn": [`arn:aws:iam::${ACCOUNT}:role/example-production-${name}-${name}`] },
          },
        },
      ],
    });
    expect(policyOf(stack.resource("aws_iam_role_policy", { role: `\${${address}.name}` }))).toMatchObject({
      Statement: expect.arrayContaining([
        expect.objectContaining({
          Sid: "ChangeRecords",
          Resource: ["arn:aws:route53:::hostedzone/${aws_route53_zone.shared_zone.zone_id}"],
        }),
      ]),
    });
  });

  test("finds a zone that exists in the shared account, for the roles alone", () => {
    const existing = data({ zone: "existing", certificate: false, images: {} });
    existing.dataSource("aws_route53_zone", { name: "example.org", provider: "aws.shared" });
    expect(elsewhere(existing).map((address) => address.split(".")[0])).toEqual([
      "aws_iam_role",
      "aws_iam_role",
      "aws_iam_role_policy",
      "aws_iam_role_policy",
    ]);
  });

  test("is reached by the pods of the cluster, each by the role that is there, and their own role takes it alone", () => {
    const own = synthesize(new EksStack(testApp(), production({ aws: AWS }), organization));
    expect(own.providers("aws")).toHaveLength(1);
    for (const name of ["cert-manager", "external-dns"]) {
      const target = `arn:aws:iam::${SHARED}:role/${String(stack.resource("aws_iam_role", { name: dnsRole(name) }).properties["name"])}`;
      own.resource("aws_eks_pod_identity_association", { service_account: name, target_role_arn: target });
      const { address } = own.resource("aws_iam_role", { name: `example-production-${name}-${name}` });
      expect(policyOf(own.resource("aws_iam_role_policy", { role: `\${${address}.name}` }))).toMatchObject({
        Statement: [{ Action: ["sts:AssumeRole", "sts:TagSession"], Resource: [target] }],
      });
    }
    const { properties } = own.resource("aws_eks_pod_identity_association", { service_account: "velero-server" });
    expect(properties).not.toHaveProperty("target_role_arn");
  });
});
