import type { Changes } from "./changed-production";
import { Production, describeSimulated, type StackName } from "./production";

const UNCHANGED = { code: 0, planned: {}, messages: "" };
const SUCCEEDED = { code: 0, messages: "" };

const LAKE = {
  ingestion: { events: { namespace: "events", serviceAccounts: ["collector"] } },
  workflows: { reports: { namespace: "reports", serviceAccounts: ["runner"] } },
};

/** What a file can ask for besides, with what stands there before; the lake's buckets stay, so only its pods go again. */
const OPTIONS: readonly (readonly [path: readonly string[], asked: unknown, before: unknown])[] = [
  [["network", "podCidr"], "100.64.0.0/16", undefined],
  [["network", "endpoints"], ["ecr.api", "ecr.dkr"], undefined],
  [["network", "flowLogs"], { destination: "s3", retentionDays: 90 }, undefined],
  [["cluster", "publicAccess"], ["203.0.113.0/24"], undefined],
  [["cluster", "extendedSupport"], true, undefined],
  [["cluster", "tunnel"], false, undefined],
  [["cluster", "addOns", "aws-efs-csi-driver"], { version: "v3.4.2-eksbuild.1" }, undefined],
  [
    ["cluster", "nodeGroups", "spot"],
    {
      amiType: "AL2023_x86_64_STANDARD",
      instanceTypes: ["m7i.large", "m6i.large"],
      capacityType: "SPOT",
      minSize: 1,
      maxSize: 4,
    },
    undefined,
  ],
  [
    ["cluster", "nodeGroups", "gpu"],
    {
      amiType: "BOTTLEROCKET_x86_64_NVIDIA",
      instanceTypes: ["g6.xlarge"],
      minSize: 0,
      maxSize: 2,
      taints: { "nvidia.com/gpu": { value: "true", effect: "NoSchedule" } },
    },
    undefined,
  ],
  [["data", "lake"], LAKE, {}],
  [["data", "images"], { storefront: { keep: { "pr-": 20 } } }, { storefront: { keep: { "pr-": 20 } } }],
];

const asked: Changes = OPTIONS.map(([path, value]) => [path, value]);
const before: Changes = OPTIONS.map(([path, , value]) => [path, value]);

/** The tests are steps of one life: each begins where the one before ended. */
describeSimulated("the options of production", (engine) => {
  let production: Production;
  let plain: Readonly<Record<string, string>>;
  const stacks: readonly StackName[] = ["production-data", "production"];
  const applyAll = () => stacks.map((stack) => production.apply(stack));
  const groups = () =>
    production.cloud.objects("aws_eks_node_group").map((group) => [group["ami_type"], group["capacity_type"]]);

  beforeAll(() => {
    production = new Production(engine);
    for (const made of applyAll()) expect(made).toMatchObject(SUCCEEDED);
    plain = production.cloud.all;
  });
  afterAll(() => {
    production.dispose();
  });

  test("come to a cluster that runs, all in one apply; only its flow logs go another way, and its tunnel", () => {
    production.describe(asked);
    const [data, cluster] = applyAll();
    expect(data).toMatchObject(SUCCEEDED);
    expect(cluster).toMatchObject(SUCCEEDED);
    expect(data?.addresses("create").filter((address) => address.startsWith("aws_s3_bucket."))).toEqual([
      "aws_s3_bucket.flow_logs",
      "aws_s3_bucket.lake_artifacts",
      "aws_s3_bucket.lake_curated",
      "aws_s3_bucket.lake_raw",
    ]);
    const gone = Object.entries(cluster?.planned ?? {}).filter(([, action]) => !["create", "update"].includes(action));
    expect(gone.filter(([address]) => !/\.(network_flow_logs|tunnel)/.test(address))).toEqual([]);
    expect(groups()).toEqual(
      expect.arrayContaining([
        ["AL2023_x86_64_STANDARD", "SPOT"],
        ["BOTTLEROCKET_x86_64_NVIDIA", "ON_DEMAND"],
      ]),
    );
    production.cloud.object("aws_eks_addon", { addon_name: "aws-efs-csi-driver" });
    production.cloud.object("aws_vpc_ipv4_cidr_block_association", { cidr_block: "100.64.0.0/16" });
  });

  test("are what the file says: a second plan of either stack is empty", () => {
    for (const stack of stacks) expect(production.plan(stack)).toMatchObject(UNCHANGED);
  });

  test("go again and leave the cluster as it was", () => {
    production.describe(before);
    const cluster = production.apply("production");
    expect(cluster).toMatchObject(SUCCEEDED);
    expect(groups()).toHaveLength(1);
    expect(production.plan("production")).toMatchObject(UNCHANGED);
    const kept = (path: string) => /\/aws_(vpc|subnet|eks_cluster|eks_node_group|nat_gateway)\//.test(path);
    const there = Object.keys(plain).filter(kept);
    expect(there).not.toEqual([]);
    expect(Object.keys(production.cloud.all).filter(kept)).toEqual(there);
  });
});
