import { objectOf } from "../../../stacks/synthesized-stack";
import { Production, describeSimulated } from "./production";

const CLUSTER = "aws_eks_cluster.cluster";
const AUTO_MODE: [readonly string[], unknown] = [["cluster", "autoMode"], { nodePools: ["general-purpose", "system"] }];
const UNCHANGED = { code: 0, planned: {}, messages: "" };
const SUCCEEDED = { code: 0, messages: "" };

/** What Auto Mode acts in: policies of the control plane's role, and the role of its nodes. */
const AUTO_ROLES = [
  "aws_iam_role.cluster_auto_node_role",
  "aws_iam_role_policy_attachment.cluster_auto_node_role_AmazonEC2ContainerRegistryPullOnly",
  "aws_iam_role_policy_attachment.cluster_auto_node_role_AmazonEKSWorkerNodeMinimalPolicy",
  "aws_iam_role_policy_attachment.cluster_role_AmazonEKSBlockStoragePolicy",
  "aws_iam_role_policy_attachment.cluster_role_AmazonEKSComputePolicy",
  "aws_iam_role_policy_attachment.cluster_role_AmazonEKSLoadBalancingPolicy",
  "aws_iam_role_policy_attachment.cluster_role_AmazonEKSNetworkingPolicy",
];
const changes = (kind: "create" | "delete") => ({
  [CLUSTER]: "update",
  "aws_iam_role_policy.cluster_role_own": "update",
  // Velero keeps the files of volumes instead of snapshots.
  "aws_iam_role_policy.identity_velero_velero-server_own": "update",
  ...Object.fromEntries(AUTO_ROLES.map((address) => [address, kind])),
});

/** Where something stands in what an engine did. */
const order = (story: readonly string[], entry: string) => {
  expect(story).toContain(entry);
  return story.indexOf(entry);
};
/** EKS takes nodes and load balancers away in these roles. */
const expectRolesToGoLast = (story: readonly string[]) => {
  expect(order(story, `update ${CLUSTER}`)).toBeLessThan(
    Math.min(...AUTO_ROLES.map((address) => order(story, `begin delete ${address}`))),
  );
};

/** The tests are steps of one life: each begins where the one before ended. */
describeSimulated("EKS Auto Mode in production", (engine) => {
  let production: Production;
  beforeAll(() => {
    production = new Production(engine);
    expect(production.apply("production")).toMatchObject(SUCCEEDED);
  });
  afterAll(() => {
    production.dispose();
  });

  const enabled = () => {
    const cluster = production.cloud.object("aws_eks_cluster");
    const [network] = [cluster["kubernetes_network_config"]].flat().map(objectOf);
    const parts = [cluster["compute_config"], network?.["elastic_load_balancing"], cluster["storage_config"]];
    return JSON.stringify(parts).match(/"enabled":(true|false)/g);
  };

  test("is refused by a plan while the control plane is where nodes have no way out, and nothing changes", () => {
    const before = production.cloud.all;
    production.describe([AUTO_MODE]);
    const refused = production.plan("production");
    expect(refused.code).toBe(1);
    expect(refused.messages.replace(/\s+/g, " ")).toContain(
      "Move it first, then plan again: aws eks update-cluster-config --name example-production --resources-vpc-config subnetIds=subnet-",
    );
    expect(production.apply("production").code).toBe(1);
    expect(production.cloud.all).toEqual(before);
  });

  test("comes to a cluster with node groups by its three switches and its roles alone, and Velero lets go of snapshots", () => {
    const subnets = production.cloud
      .objects("aws_subnet")
      .filter(({ tags }) => Object.hasOwn(objectOf(tags), "kubernetes.io/role/internal-elb"));
    const [network] = [production.cloud.object("aws_eks_cluster")["vpc_config"]].flat().map(objectOf);
    const moved = { ...network, subnet_ids: subnets.map(({ id }) => id) };
    production.cloud.change("aws_eks_cluster", {}, { vpc_config: [moved] });

    const on = production.apply("production");
    expect(on).toMatchObject({ ...SUCCEEDED });
    expect(enabled()).toEqual(['"enabled":true', '"enabled":true', '"enabled":true']);
    expect(production.cloud.object("aws_eks_cluster")).toMatchObject({ vpc_config: [moved] });
    expect(order(on.story, `update ${CLUSTER}`)).toBeGreaterThan(
      Math.max(...AUTO_ROLES.map((address) => order(on.story, `create ${address}`))),
    );
    expect(on.planned).toEqual(changes("create"));
    expect(production.plan("production")).toMatchObject(UNCHANGED);
  });

  test("leaves the same way, and what it acts in goes after it", () => {
    production.describe([[["cluster", "autoMode"], undefined]]);
    const off = production.apply("production");
    expect(off).toMatchObject({ ...SUCCEEDED, planned: changes("delete") });
    expect(enabled()).toEqual(['"enabled":false', '"enabled":false', '"enabled":false']);
    expectRolesToGoLast(off.story);
    expect(production.plan("production")).toMatchObject(UNCHANGED);
  });
});

describeSimulated("EKS Auto Mode alone", (engine) => {
  let production: Production;
  beforeAll(() => {
    production = new Production(engine);
  });
  afterAll(() => {
    production.dispose();
  });
  const nodeGroups = {
    general: { amiType: "BOTTLEROCKET_ARM_64", instanceTypes: ["m7g.xlarge"], minSize: 3, maxSize: 9 },
  };
  const metrics = { "metrics-server": { version: "v0.9.0-eksbuild.11" } };
  const builtIn = {
    "vpc-cni": { version: "v1.22.4-eksbuild.3" },
    "kube-proxy": { version: "v1.35.3-eksbuild.29" },
    coredns: { version: "v1.13.2-eksbuild.31" },
    "eks-pod-identity-agent": { version: "v1.3.10-eksbuild.3" },
    "aws-ebs-csi-driver": { version: "v1.66.0-eksbuild.1" },
  };

  test("is a cluster without node groups, whose second plan is empty", () => {
    production.describe([AUTO_MODE, [["cluster", "nodeGroups"], undefined], [["cluster", "addOns"], metrics]]);
    expect(production.apply("production")).toMatchObject(SUCCEEDED);
    expect(production.cloud.objects("aws_eks_node_group")).toEqual([]);
    expect(production.cloud.objects("aws_eks_addon")).toHaveLength(1);
    expect(production.plan("production")).toMatchObject(UNCHANGED);
  });

  test("gives way to node groups and their add-ons, and what it acts in goes after it", () => {
    production.describe([
      [["cluster", "autoMode"], undefined],
      [["cluster", "nodeGroups"], nodeGroups],
      [["cluster", "addOns"], { ...builtIn, ...metrics }],
    ]);
    const off = production.apply("production");
    expect(off).toMatchObject(SUCCEEDED);
    expect(Object.values(off.planned)).not.toContain("replace");
    expectRolesToGoLast(off.story);
    expect(production.plan("production")).toMatchObject(UNCHANGED);
  });
});
