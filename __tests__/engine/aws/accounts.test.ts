import type { App } from "cdktf";
import { makeStacks } from "../../../stacks";
import type { JsonObject } from "../../../stacks/synthesized-stack";
import { Clone } from "../../helpers/clone";
import { synthesizeApp } from "../../helpers/synthesize";
import { changedProduction } from "./changed-production";
import type { Account } from "./moto/account";
import { describeMoto } from "./moto/needs";
import { seenKeys, seenZones } from "./moto/seen";
import { seenCertificates, seenRecords, seenRepositories, seenTrust } from "./moto/seen-services";
import { Stage } from "./moto/stage";

const OWN = "111122223333";
const SHARED = "444455556666";
const name = "example-production";

/** What outlives an environment of one account, whose zone and images may be in another. No buckets: the provider waits a minute for each. */
function dataStack(account: string, shared?: string): JsonObject {
  const clone = new Clone(["environments"]);
  const principal = administrators(account);
  try {
    const platform = changedProduction(clone, [
      [["aws", "account"], account],
      [["aws", "roleArn"], principal],
      [["aws", "shared"], shared && { account: shared, roleArn: administrators(shared) }],
      [["cluster", "access"], { administrators: { principal, policy: "cluster-admin" } }],
      [["data"], { zone: "new", certificate: true, images: { storefront: {} } }],
      [["components", "velero"], null],
      [["components", "vault", "variants"], undefined],
      [["components", "vault", "snapshots"], undefined],
    ]);
    const views = synthesizeApp((app: App) => {
      makeStacks(app, platform);
    });
    return views["production-data"]?.json ?? {};
  } finally {
    clone.dispose();
  }
}

function administrators(account: string): string {
  return `arn:aws:iam::${account}:role/platform-admins`;
}

describeMoto("production whose zone and images are in an account that environments share", (needs) => {
  const stage = new Stage(needs);
  const ALONE = "777788889999";
  let own: Account;
  let shared: Account;

  beforeAll(async () => {
    await stage.start({ together: dataStack(OWN, SHARED), alone: dataStack(ALONE) });
    await Promise.all([stage.apply("together"), stage.apply("alone")]);
    own = stage.seenBy(administrators(OWN));
    shared = stage.seenBy(administrators(SHARED));
  });
  afterAll(() => stage.dispose());

  test("is there after one apply: a second plan is empty", async () => {
    expect(await stage.plan("together")).toMatchObject({ code: 0, stderr: "" });
  });

  test("has its zone in the shared account, and none in its own", () => {
    expect(seenZones(shared)).toEqual([{ Name: "example.org.", Config: { PrivateZone: false } }]);
    expect(seenZones(own)).toEqual([]);
  });

  test("has its images in the shared account, under a key that is there, for its own account to pull", () => {
    const { arn } = seenKeys(shared)[`alias/${name}-images`] ?? {};
    expect(arn).toContain(`:${SHARED}:key/`);
    expect(seenRepositories(shared)).toEqual([
      {
        repositoryArn: `arn:aws:ecr:eu-central-1:${SHARED}:repository/storefront`,
        encryptionConfiguration: { encryptionType: "KMS", kmsKey: arn },
        statements: [
          {
            Sid: "Pull",
            Effect: "Allow",
            Principal: { AWS: [`arn:aws:iam::${OWN}:root`] },
            Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
          },
        ],
      },
    ]);
    expect(seenRepositories(own)).toEqual([]);
  });

  test("keeps every other key in its own account", () => {
    const rotated = (account: string) => ({ arn: expect.stringContaining(`:${account}:key/`), rotated: true });
    expect(seenKeys(shared)).toEqual({ [`alias/${name}-images`]: rotated(SHARED) });
    expect(seenKeys(own)).toEqual({ [`alias/${name}-data`]: rotated(OWN), [`alias/${name}-vault`]: rotated(OWN) });
  });

  test("has the roles that change DNS in the shared account, each for the pods' own role alone", () => {
    const takenBy = (component: string) => [
      {
        Principal: { AWS: [`arn:aws:iam::${OWN}:root`] },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: expect.objectContaining({
          ArnEquals: { "aws:PrincipalArn": [`arn:aws:iam::${OWN}:role/${name}-${component}-${component}`] },
          StringEquals: expect.objectContaining({
            "aws:RequestTag/eks-cluster-arn": [`arn:aws:eks:eu-central-1:${OWN}:cluster/${name}`],
          }),
        }),
      },
    ];
    expect(seenTrust(shared)).toEqual({
      [`${name}-cert-manager-cert-manager-dns`]: takenBy("cert-manager"),
      [`${name}-external-dns-external-dns-dns`]: takenBy("external-dns"),
    });
    expect(Object.keys(seenTrust(own)).filter((role) => role.endsWith("-dns"))).toEqual([]);
  });

  test("has its certificate in its own account, proved by a record of the shared zone", () => {
    const [certificate, ...more] = seenCertificates(own);
    expect(more).toEqual([]);
    expect(certificate).toMatchObject({ DomainName: "example.org", Status: "ISSUED" });
    const asked = certificate?.DomainValidationOptions[0]?.ResourceRecord;
    expect(seenRecords(shared).filter(({ Type }) => Type === "CNAME")).toEqual([
      { Type: "CNAME", Name: asked?.Name, ResourceRecords: [{ Value: asked?.Value }] },
    ]);
    expect(seenCertificates(shared)).toEqual([]);
  });

  describe("and were in its own before", () => {
    /** What the guide tells the state to forget. */
    const moved = [
      "aws_route53_zone.zone",
      "aws_route53_record.certificate_validation",
      "aws_ecr_repository.images_storefront",
      "aws_ecr_lifecycle_policy.images_storefront_lifecycle",
    ];

    test("would lose what is there, were it not forgotten first", async () => {
      stage.write("alone", dataStack(ALONE, SHARED));
      const { code, stdout } = await stage.plan("alone");
      expect(code).toBe(2);
      expect(destroyedIn(stdout)).toEqual(expect.arrayContaining(moved.filter((one) => !one.endsWith("validation"))));
    });

    test("keeps all that the guide has the state forget: only Terraform's wait for the certificate is another", async () => {
      await stage.forget("alone", moved);
      const { code, stdout } = await stage.plan("alone");
      expect(code).toBe(2);
      expect(destroyedIn(stdout)).toEqual(["aws_acm_certificate_validation.certificate_issued"]);
      expect(seenZones(stage.seenBy(administrators(ALONE)))).toHaveLength(1);
    });
  });
});

/** The addresses of what a plan would destroy or replace. */
function destroyedIn(plan: string): string[] {
  return [...plan.matchAll(/^ {2}# (\S+) (?:will be destroyed|must be replaced)$/gm)].map(
    ([, address]) => address ?? "",
  );
}
