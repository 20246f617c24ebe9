import type { EksEnvironment } from "../../config";
import { EksStack } from "../../stacks/eks";
import { EksDataStack } from "../../stacks/eks-data";
import { chosen } from "../catalog/example";
import { policyOf } from "../constructs/aws/data/example";
import { newNetwork, organization } from "../helpers/environments";
import type { StackView } from "../helpers/stack-view";
import { synthesize, synthesizeApp, testApp } from "../helpers/synthesize";
import { ACCOUNT, BACKUPS, production, SNAPSHOTS } from "./aws/example";

const DATA: EksEnvironment["data"] = { images: {}, zone: "existing", certificate: false };
const BARE = { "argo-cd": chosen("10.1.1") };
const KEY = "${aws_kms_key.key.arn}";
const LOGS = `example-production-${ACCOUNT}-logs`;

function view(data: Partial<EksEnvironment["data"]> = {}, rest: Partial<EksEnvironment> = {}): StackView {
  return synthesize(new EksDataStack(testApp(), production({ data: { ...DATA, ...data }, ...rest }), organization));
}

function buckets(stack: StackView): unknown[] {
  return stack.resources("aws_s3_bucket").map(({ properties }) => properties["bucket"]);
}

describe("EksDataStack", () => {
  const stack = view();

  test("is a stack of its own, that the cluster's neither waits for nor asks", () => {
    const views = synthesizeApp((app) => {
      new EksDataStack(app, production(), organization);
      new EksStack(app, production(), organization);
    });
    expect(Object.keys(views)).toEqual(["production-data", "production"]);
    for (const one of Object.values(views)) {
      expect(one.dependencies).toEqual([]);
      expect(one.text).not.toContain("terraform_remote_state");
      expect(one.outputs).toEqual({});
    }
  });

  test("is of the environment's account only", () => {
    expect(stack.providers("aws")).toEqual([
      expect.objectContaining({ region: "eu-central-1", allowed_account_ids: [ACCOUNT] }),
    ]);
  });

  test("makes the key and the buckets that the cluster's identities name", () => {
    const identities = synthesize(new EksStack(testApp(), production(), organization))
      .resources("aws_iam_role_policy")
      .map(({ properties }) => String(properties["policy"]))
      .join("\n");
    const named = (pattern: RegExp) => [...new Set([...identities.matchAll(pattern)].map(([, name]) => name))].sort();
    const aliases = stack.resources("aws_kms_alias").map(({ properties }) => String(properties["name"]));
    expect(named(/"(alias\/[^"]+)"/g)).toEqual(aliases.sort());
    expect(buckets(stack)).toEqual(expect.arrayContaining(named(/arn:aws:s3:::([^/"]+)/g)));
  });

  test("has a key for buckets, images and volumes, and one for what Vault seals itself with; both stay", () => {
    const keys = stack.resources("aws_kms_key");
    expect(keys).toHaveLength(2);
    for (const key of keys) {
      expect(key.properties).toMatchObject({ enable_key_rotation: true, lifecycle: { prevent_destroy: true } });
      expect(policyOf(key)).toMatchObject({ Statement: [{ Sid: "AccountDecidesByIam" }] });
    }
    stack.resource("aws_kms_alias", {
      name: "alias/example-production-data",
      target_key_id: "${aws_kms_key.key.key_id}",
    });
    stack.resource("aws_kms_alias", { name: "alias/example-production-vault" });
  });

  test("has the buckets of components, encrypted with the key, their access logged, and one for the logs", () => {
    expect(buckets(stack)).toEqual(expect.arrayContaining([BACKUPS, SNAPSHOTS, LOGS]));
    expect(buckets(stack)).toHaveLength(3);
    for (const id of ["velero_backups", "vault_snapshots"]) {
      const bucket = `\${aws_s3_bucket.${id}.id}`;
      const encryption = stack.resource("aws_s3_bucket_server_side_encryption_configuration", { bucket });
      expect(JSON.stringify(encryption.properties)).toContain(KEY);
      stack.resource("aws_s3_bucket_logging", { bucket, target_bucket: expect.stringContaining("access_logs") });
    }
    for (const { properties } of stack.resources("aws_s3_bucket")) {
      expect(properties).toMatchObject({ lifecycle: { prevent_destroy: true } });
    }
  });

  test("has nothing but the key where components keep nothing", () => {
    const bare = view({}, { components: BARE });
    expect([...bare.addresses].sort()).toEqual(["aws_kms_alias.key_alias", "aws_kms_key.key"]);
  });

  test("has the buckets of a data lake when told", () => {
    const lake = [
      `example-production-${ACCOUNT}-raw`,
      `example-production-${ACCOUNT}-curated`,
      `example-production-${ACCOUNT}-artifacts`,
    ];
    expect(buckets(view({ lake: { ingestion: {}, workflows: {} } }))).toEqual(expect.arrayContaining(lake));
    expect(buckets(stack)).not.toEqual(expect.arrayContaining(lake.slice(0, 1)));
  });

  test("has image repositories that keep what the file says", () => {
    const images = { storefront: { keep: { "pr-": 20 }, untaggedDays: 14 } };
    const made = view({ images });
    made.resource("aws_ecr_repository", { name: "storefront", image_tag_mutability: "IMMUTABLE" });
    expect(JSON.stringify(made.resource("aws_ecr_lifecycle_policy").properties)).toContain("pr-");
    expect(stack.resources("aws_ecr_repository")).toEqual([]);
  });

  test("makes the zone, looks it up, or leaves it alone", () => {
    view({ zone: "new" }).resource("aws_route53_zone", { name: "example.org" });
    const certified = view({ certificate: true });
    expect(certified.resources("aws_route53_zone")).toEqual([]);
    certified.dataSource("aws_route53_zone", { name: "example.org" });
    certified.resource("aws_acm_certificate", { domain_name: "example.org" });
    expect(stack.addresses.filter((address) => /route53|acm/.test(address))).toEqual([]);
  });

  test("has no zone where another provider serves it", () => {
    const dns = { provider: "cloudflare", zone: "example.org", proxied: false } as const;
    const elsewhere = view({ zone: "new", certificate: true }, { dns, components: BARE });
    expect(elsewhere.addresses.filter((address) => /route53|acm/.test(address))).toEqual([]);
  });

  test("keeps the addresses of what is there when more is asked for", () => {
    const more = view({
      lake: { ingestion: {}, workflows: {} },
      zone: "new",
      images: { storefront: { keep: {}, untaggedDays: 14 } },
    });
    expect(more.addresses).toEqual(expect.arrayContaining([...stack.addresses]));
  });

  test("has a bucket for the network's flow logs where they go to one, for the days that the network says", () => {
    const network = newNetwork({ flowLogs: { destination: "s3", retentionDays: 400 } });
    const environment = production({ network });
    const name = `example-production-${ACCOUNT}-flow-logs`;
    const data = synthesize(new EksDataStack(testApp(), environment, organization));
    expect(
      synthesize(new EksStack(testApp(), environment, organization)).resource("aws_flow_log").properties,
    ).toMatchObject({
      log_destination: expect.stringContaining(`arn:aws:s3:::${name}`),
    });
    expect(buckets(data)).toContain(name);
    data.resource("aws_s3_bucket_lifecycle_configuration", {
      bucket: "${aws_s3_bucket.flow_logs.id}",
      rule: [expect.objectContaining({ expiration: [{ days: 400 }] })],
    });
    const service = { Service: ["delivery.logs.amazonaws.com"] };
    expect(policyOf(data.resource("aws_s3_bucket_policy", { bucket: "${aws_s3_bucket.flow_logs.id}" }))).toMatchObject({
      Statement: expect.arrayContaining([
        expect.objectContaining({
          Sid: "FlowLogDelivery",
          Principal: service,
          Resource: [`arn:aws:s3:::${name}/AWSLogs/${ACCOUNT}/*`],
          Condition: {
            StringEquals: { "aws:SourceAccount": [ACCOUNT], "s3:x-amz-acl": ["bucket-owner-full-control"] },
            ArnLike: { "aws:SourceArn": [`arn:aws:logs:eu-central-1:${ACCOUNT}:*`] },
          },
        }),
      ]),
    });
    const [key] = data.resources("aws_kms_key", { description: "Buckets, images and volumes of example-production" });
    expect(key && policyOf(key)).toMatchObject({
      Statement: [{ Sid: "AccountDecidesByIam" }, { Sid: "LogDelivery", Principal: service }],
    });
  });

  test("has no such bucket where flow logs go to CloudWatch", () => {
    expect(buckets(view()).filter((name) => String(name).includes("flow-logs"))).toEqual([]);
  });
});
