import { resolve } from "node:path";
import type { App } from "cdktf";
import { overlaps, parseCidr } from "../../../config/cidr";
import { addressPlan } from "../../../constructs/aws/network/address-plan";
import { loadPlatform } from "../../../stacks/load-platform";
import { makeStacks } from "../../../stacks";
import { objectOf, type JsonObject } from "../../../stacks/synthesized-stack";
import { refusedActions } from "../../helpers/iam/allowed";
import { actionOf } from "../../helpers/iam/api-actions";
import { statementsOfRole } from "../../helpers/iam/role-statements";
import { synthesizeApp } from "../../helpers/synthesize";
import { givenBack } from "./moto/copy";
import { forgottenArguments, missingResources, unknownArguments } from "./moto/lacking";
import { describeMoto } from "./moto/needs";
import {
  seenBuckets,
  seenCluster,
  seenClusters,
  seenDefaultRules,
  seenFlowLogs,
  seenKeys,
  seenNetwork,
  seenNodeTemplates,
  seenPodRoles,
  seenZones,
} from "./moto/seen";
import { Stage } from "./moto/stage";

const loaded = loadPlatform(resolve(__dirname, "../../.."));
if (!loaded.ok) throw new Error("the repository's own environments are wrong: npm run platform -- validate");
const { platform } = loaded;
const production = platform.environments.find(({ name }) => name === "production");
if (production?.kind !== "eks" || production.network.vpc !== "new")
  throw new Error("production has no network of its own.");
const { aws, network } = production;
const name = "example-production";

describeMoto("production on AWS", (needs) => {
  const views = synthesizeApp((app: App) => {
    makeStacks(app, platform);
  });
  const json = (stack: string): JsonObject => views[stack]?.json ?? {};
  const stage = new Stage(needs, aws.account);
  const { account } = stage;

  beforeAll(async () => {
    await stage.start({ production: json("production"), "production-data": json("production-data") });
    // At the same time: neither may ask the other for anything.
    await Promise.all([stage.apply("production-data"), stage.apply("production")]);
  });
  afterAll(() => stage.dispose());

  test("is there after one apply: a second plan of either stack is empty", async () => {
    const plans = await Promise.all([stage.plan("production-data"), stage.plan("production")]);
    for (const plan of plans) expect(plan).toMatchObject({ code: 0, stderr: "" });
  });

  test("has the subnets of the address plan, none over another", () => {
    const { cidr, subnets } = seenNetwork(account, name);
    expect(cidr).toBe(network.cidr);
    const planned = Object.entries(addressPlan(network.cidr, network.zones)).flatMap(([zone, ranges]) =>
      Object.values(ranges).map((range: string) => ({ zone: `${aws.region}${zone}`, cidr: range })),
    );
    expect(Object.values(subnets)).toHaveLength(planned.length);
    expect(Object.values(subnets)).toEqual(expect.arrayContaining(planned));
    const ranges = Object.values(subnets).flatMap((subnet) => parseCidr(subnet.cidr) ?? []);
    expect(ranges).toHaveLength(planned.length);
    for (const one of ranges) expect(ranges.filter((other) => overlaps(one, other))).toEqual([one]);
  });

  test("logs all traffic of its network, and lets none through the default security group", () => {
    const { id } = seenNetwork(account, name);
    const LogDestination = `arn:aws:logs:${aws.region}:${aws.account}:log-group:/aws/vpc/${name}/flow-logs`;
    expect(seenFlowLogs(account, id)).toEqual([{ FlowLogStatus: "ACTIVE", TrafficType: "ALL", LogDestination }]);
    expect(seenDefaultRules(account, id)).toEqual([
      { GroupName: "default", IpPermissions: [], IpPermissionsEgress: [] },
    ]);
  });

  test("has a cluster that is reached from inside only, writes all logs and encrypts secrets with its key", () => {
    const cluster = seenCluster(account, name);
    expect(cluster.resourcesVpcConfig).toEqual({ endpointPrivateAccess: true, endpointPublicAccess: false });
    const written = cluster.logging.clusterLogging.flatMap(({ enabled, types }) => (enabled ? types : []));
    expect(written.sort()).toEqual(["api", "audit", "authenticator", "controllerManager", "scheduler"]);
    const keyArn = seenKeys(account)[`alias/${name}`]?.arn;
    expect(cluster.encryptionConfig).toEqual([{ resources: ["secrets"], provider: { keyArn } }]);
  });

  test("starts nodes that want IMDSv2 and have encrypted disks", () => {
    const KmsKeyId = seenKeys(account)[`alias/${name}`]?.arn;
    const disk = { Ebs: { Encrypted: true, KmsKeyId } };
    expect(seenNodeTemplates(account, name)).toEqual([
      { MetadataOptions: { HttpTokens: "required", HttpPutResponseHopLimit: 1 }, BlockDeviceMappings: [disk, disk] },
    ]);
  });

  test("rotates its keys", () => {
    const rotated = { arn: expect.stringContaining(`:${aws.account}:key/`), rotated: true };
    expect(seenKeys(account)).toEqual({
      [`alias/${name}`]: rotated,
      [`alias/${name}-data`]: rotated,
      [`alias/${name}-vault`]: rotated,
    });
  });

  test("keeps buckets that are closed, versioned, encrypted and answer over TLS only", () => {
    const logs = `${name}-${aws.account}-logs`;
    const buckets = seenBuckets(account);
    expect(Object.keys(buckets).sort()).toEqual([logs, `${name}-backups`, `${name}-vault-snapshots`].sort());
    const key = { SSEAlgorithm: "aws:kms", KMSMasterKeyID: seenKeys(account)[`alias/${name}-data`]?.arn };
    for (const [bucket, { closed, versioning, encryption, statements }] of Object.entries(buckets)) {
      expect(closed).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect(versioning).toBe("Enabled");
      // S3 delivers its logs to no bucket under a key.
      expect(encryption).toEqual(bucket === logs ? { SSEAlgorithm: "AES256" } : key);
      expect(statements).toContainEqual({
        Effect: "Deny",
        Principal: "*",
        Action: ["s3:*"],
        Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
        Condition: { Bool: { "aws:SecureTransport": ["false"] } },
      });
    }
  });

  test("lets the pods of one service account of this cluster take each role, and nobody else", () => {
    const cluster = `arn:aws:eks:${aws.region}:${aws.account}:cluster/${name}`;
    const takenBy = (namespace: string, serviceAccount: string) => [
      {
        Principal: { Service: ["pods.eks.amazonaws.com"] },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: expect.objectContaining({
          StringEquals: expect.objectContaining({
            "aws:RequestTag/eks-cluster-arn": [cluster],
            "aws:RequestTag/kubernetes-namespace": [namespace],
            "aws:RequestTag/kubernetes-service-account": [serviceAccount],
          }),
        }),
      },
    ];
    expect(seenPodRoles(account)).toEqual({
      [`${name}-atlantis-atlantis`]: takenBy("atlantis", "atlantis"),
      [`${name}-aws-ebs-csi-driver`]: takenBy("kube-system", "ebs-csi-controller-sa"),
      [`${name}-cert-manager-cert-manager`]: takenBy("cert-manager", "cert-manager"),
      [`${name}-external-dns-external-dns`]: takenBy("external-dns", "external-dns"),
      [`${name}-vault-vault`]: takenBy("vault", "vault"),
      [`${name}-vault-vault-snapshots`]: takenBy("vault", "vault-snapshots"),
      [`${name}-velero-velero-server`]: takenBy("velero", "velero-server"),
      [`${name}-vpc-cni`]: takenBy("kube-system", "aws-node"),
    });
  });

  test("has its DNS zone, which the world asks", () => {
    expect(seenZones(account)).toEqual([{ Name: "example.org.", Config: { PrivateZone: false } }]);
  });

  describe("leaves nothing out that could be there", () => {
    test.each(missingResources)("moto can't make $type", ({ type, call, outcome }) => {
      expect([...asked(json("production"), type), ...asked(json("production-data"), type)]).not.toEqual([]);
      const [reply] = account.replies([call]);
      if ("refused" in outcome) expect(reply).toEqual(outcome);
      else expect(JSON.stringify(reply)).toMatch(new RegExp(`^\\{"answer":(?!.*"${outcome.without}")`));
    });

    test("the provider doesn't know the arguments that were left out", async () => {
      const known = await stage.schema("production");
      for (const { type, argument } of unknownArguments) {
        expect(Object.keys(known(type))).toContain("arn");
        expect(Object.keys(known(type))).not.toContain(argument);
        expect(asked(json("production"), type).map((properties) => Object.keys(properties))).toContainEqual(
          expect.arrayContaining([argument]),
        );
      }
    });

    const forgotten = forgottenArguments.flatMap((one) =>
      one.arguments.map((argument) => ({ type: one.type, argument })),
    );
    test.each(forgotten)("moto gives $argument of $type back as something else", ({ type, argument }) => {
      const given = stage.state("production", type);
      const wanted = objectOf(objectOf(json("production")["resource"])[type]);
      expect(Object.keys(wanted).length).toBeGreaterThan(0);
      const same = Object.entries(wanted).map(([id, properties]) =>
        givenBack(objectOf(properties)[argument], given[id]?.[argument]),
      );
      expect(same).not.toContain(true);
    });
  });

  test("can be destroyed and come back, and what outlives it never notices", async () => {
    await stage.destroy("production");
    expect(seenClusters(account)).toEqual([]);

    const [data] = await Promise.all([stage.plan("production-data"), stage.apply("production")]);
    expect(data).toMatchObject({ code: 0, stderr: "" });
    expect(seenClusters(account)).toEqual([name]);
  });

  describe("asks of AWS nothing but what the roles that deploy may", () => {
    const actions = (commands: readonly string[]) =>
      ["production-data", "production"].flatMap((stack) =>
        commands.flatMap((command) => stage.calls(stack, command).flatMap((call) => actionOf(call) ?? [])),
      );
    const refused = (role: string, commands: readonly string[]) =>
      refusedActions(statementsOfRole(json("production-data"), `${name}-${role}`), actions(commands));

    test.each(["apply", "deploy"])("as it is made, destroyed and made again, the role %s", (role) => {
      expect(actions(["apply", "destroy"])).toEqual(expect.arrayContaining(["eks:CreateCluster", "eks:DeleteCluster"]));
      expect(refused(role, ["apply", "destroy"])).toEqual(WITHOUT_ADMINISTRATOR);
    });

    test("as it is planned, the role plan, which may not make it", () => {
      expect(actions(["plan"])).toContain("eks:DescribeCluster");
      expect(refused("plan", ["plan"])).toEqual([]);
      expect(refused("plan", ["apply"])).toContain("eks:CreateCluster");
    });
  });
});

/** What makes the roles that deploy: they can't, or they could give themselves anything. */
const WITHOUT_ADMINISTRATOR = ["iam:CreateOpenIDConnectProvider", "iam:CreatePolicy"];

function asked(stack: JsonObject, type: string): readonly JsonObject[] {
  return Object.values(objectOf(objectOf(stack["resource"])[type])).map(objectOf);
}
