import { TerraformOutput } from "cdktf";
import { EksCluster } from "../../../../constructs/aws/eks/eks-cluster";
import { synthesize } from "../../../helpers/synthesize";
import type { StackView } from "../../../helpers/stack-view";
import { awsStack, clusterProps, clusterView, GENERAL, KEY, NETWORK, VOLUME_KEY } from "./example";

const AUTO_MODE = { nodePools: ["general-purpose", "system"] } as const;

/** What a resource waits for: the addresses that it names in `depends_on` or refers to, near and far. */
function waitsFor(view: StackView, address: string): ReadonlySet<string> {
  const blocks = new Map(view.resources().map((block) => [block.address, JSON.stringify(block.properties)]));
  const found = new Set<string>();
  const visit = (at: string): void => {
    for (const [other] of blocks) {
      const mentioned = new RegExp(`${other.replace(".", "\\.")}(?![\\w-])`).test(blocks.get(at) ?? "");
      if (!mentioned || other === at || found.has(other)) continue;
      found.add(other);
      visit(other);
    }
  };
  visit(address);
  return found;
}

function policiesOf(view: StackView, role: string): ReadonlySet<unknown> {
  const attachments = view.resources("aws_iam_role_policy_attachment", { role: `\${aws_iam_role.${role}.name}` });
  return new Set(attachments.map(({ properties }) => properties["policy_arn"]));
}

function awsPolicies(...names: readonly string[]): ReadonlySet<unknown> {
  return new Set(names.map((name) => `arn:aws:iam::aws:policy/${name}`));
}

describe("EksCluster", () => {
  test("has its API in the network only, and its interfaces in subnets without a way out", () => {
    clusterView().resource("aws_eks_cluster", {
      vpc_config: {
        endpoint_private_access: true,
        endpoint_public_access: false,
        subnet_ids: ["subnet-intra-a", "subnet-intra-b", "subnet-intra-c"],
      },
    });
  });

  test("can be reached over the internet from given ranges, and an empty list opens nothing", () => {
    clusterView({ publicAccessCidrs: ["203.0.113.0/24"] }).resource("aws_eks_cluster", {
      vpc_config: {
        endpoint_private_access: true,
        endpoint_public_access: true,
        public_access_cidrs: ["203.0.113.0/24"],
      },
    });
    const empty = clusterView({ publicAccessCidrs: [] }).resource("aws_eks_cluster");
    expect(empty.properties["vpc_config"]).toMatchObject({ endpoint_public_access: false });
    expect(empty.properties["vpc_config"]).not.toHaveProperty("public_access_cidrs");
  });

  test("writes all five logs into an encrypted group that is there first and keeps them a year", () => {
    const view = clusterView();
    view.resource("aws_eks_cluster", {
      enabled_cluster_log_types: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
      depends_on: expect.arrayContaining(["aws_cloudwatch_log_group.eks_logs"]),
    });
    view.resource("aws_cloudwatch_log_group", {
      name: "/aws/eks/production/cluster",
      kms_key_id: KEY,
      retention_in_days: 365,
    });
    clusterView({ logRetentionDays: 90 }).resource("aws_cloudwatch_log_group", { retention_in_days: 90 });
  });

  test("knows access entries only, and gives none to who made it", () => {
    const view = clusterView();
    view.resource("aws_eks_cluster", {
      access_config: { authentication_mode: "API", bootstrap_cluster_creator_admin_permissions: false },
      bootstrap_self_managed_addons: false,
    });
    expect(view.resources("aws_eks_access_entry")).toEqual([]);
    const principalArn = "arn:aws:iam::111122223333:role/platform-admins";
    clusterView({ access: { admins: { principalArn, policy: "AmazonEKSClusterAdminPolicy" } } }).resource(
      "aws_eks_access_entry",
      { cluster_name: "${aws_eks_cluster.eks.name}", principal_arn: principalArn },
    );
  });

  test("encrypts secrets with the given key, which its role may use", () => {
    const view = clusterView();
    view.resource("aws_eks_cluster", { encryption_config: { resources: ["secrets"], provider: { key_arn: KEY } } });
    const { properties } = view.resource("aws_iam_role_policy", { role: "${aws_iam_role.eks_role.name}" });
    expect(JSON.parse(String(properties["policy"]))).toMatchObject({
      Statement: [{ Effect: "Allow", Resource: [KEY] }],
    });
  });

  test("can't be deleted by accident, leaves a version at its end and shifts away from a bad zone, unless told otherwise", () => {
    clusterView().resource("aws_eks_cluster", {
      deletion_protection: true,
      upgrade_policy: { support_type: "STANDARD" },
      zonal_shift_config: { enabled: true },
      kubernetes_network_config: { ip_family: "ipv4", service_ipv4_cidr: "172.20.0.0/16" },
    });
    const told = {
      deletionProtection: false,
      supportType: "EXTENDED",
      zonalShift: false,
      serviceCidr: "10.100.0.0/16",
    } as const;
    clusterView(told).resource("aws_eks_cluster", {
      deletion_protection: false,
      upgrade_policy: { support_type: "EXTENDED" },
      zonal_shift_config: { enabled: false },
      kubernetes_network_config: { service_ipv4_cidr: "10.100.0.0/16" },
    });
  });

  test("may be destroyed by Terraform: its data is elsewhere", () => {
    const { properties } = clusterView().resource("aws_eks_cluster");
    expect(properties["lifecycle"]).not.toHaveProperty("prevent_destroy");
  });

  test("has its role's policies before itself", () => {
    const view = clusterView();
    expect(policiesOf(view, "eks_role")).toEqual(awsPolicies("AmazonEKSClusterPolicy"));
    const before = waitsFor(view, "aws_eks_cluster.eks");
    expect([...before]).toEqual(
      expect.arrayContaining([
        "aws_iam_role_policy_attachment.eks_role_AmazonEKSClusterPolicy",
        "aws_iam_role_policy.eks_role_own",
      ]),
    );
  });

  test("gets network, proxy and identities before any node, and the identity agent before the network", () => {
    const view = clusterView();
    const beforeNodes = waitsFor(view, "aws_eks_node_group.eks_nodes_general");
    for (const name of ["eks-pod-identity-agent", "vpc-cni", "kube-proxy"]) {
      expect([...beforeNodes]).toContain(`aws_eks_addon.eks_addon_${name}`);
    }
    expect([...waitsFor(view, "aws_eks_addon.eks_addon_vpc-cni")]).toEqual(
      expect.arrayContaining([
        "aws_eks_addon.eks_addon_eks-pod-identity-agent",
        "aws_iam_role_policy_attachment.eks_addon_vpc-cni_role_AmazonEKS_CNI_Policy",
      ]),
    );
  });

  test("gets DNS, volumes and metrics after the nodes that run them", () => {
    const view = clusterView();
    const beforeNodes = waitsFor(view, "aws_eks_node_group.eks_nodes_general");
    for (const name of ["coredns", "aws-ebs-csi-driver", "metrics-server"]) {
      expect([...beforeNodes]).not.toContain(`aws_eks_addon.eks_addon_${name}`);
      expect([...waitsFor(view, `aws_eks_addon.eks_addon_${name}`)]).toContain("aws_eks_node_group.eks_nodes_general");
    }
  });

  test("has nodes whose role carries no permission of pods", () => {
    const view = clusterView();
    expect(policiesOf(view, "eks_node_role")).toEqual(
      awsPolicies("AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly", "AmazonSSMManagedInstanceCore"),
    );
    expect([...waitsFor(view, "aws_eks_node_group.eks_nodes_general")]).toEqual(
      expect.arrayContaining(["aws_iam_role_policy_attachment.eks_node_role_AmazonEKSWorkerNodePolicy"]),
    );
  });

  test("spreads a node group over all private subnets, or over the zones it names", () => {
    const view = clusterView({ nodeGroups: { general: GENERAL, data: { ...GENERAL, zones: ["b"] } } });
    view.resource("aws_eks_node_group", {
      node_group_name_prefix: "general-",
      subnet_ids: ["subnet-private-a", "subnet-private-b", "subnet-private-c"],
    });
    view.resource("aws_eks_node_group", { node_group_name_prefix: "data-", subnet_ids: ["subnet-private-b"] });
  });

  test("sends pods into their subnets, in the group that EKS made", () => {
    const podSubnetIds = { a: "subnet-pods-a", b: "subnet-pods-b", c: "subnet-pods-c" };
    const { properties } = clusterView({ network: { ...NETWORK, podSubnetIds } }).resource("aws_eks_addon", {
      addon_name: "vpc-cni",
    });
    const group = "${aws_eks_cluster.eks.vpc_config[0].cluster_security_group_id}";
    expect(JSON.parse(String(properties["configuration_values"]))).toMatchObject({
      eniConfig: { subnets: { "eu-central-1c": { id: "subnet-pods-c", securityGroups: [group] } } },
    });
  });

  test("runs Auto Mode whole, with a role of its own for its nodes", () => {
    const view = clusterView({ autoMode: AUTO_MODE });
    view.resource("aws_eks_cluster", {
      compute_config: {
        enabled: true,
        node_pools: ["general-purpose", "system"],
        node_role_arn: "${aws_iam_role.eks_auto_node_role.arn}",
      },
      kubernetes_network_config: { elastic_load_balancing: { enabled: true } },
      storage_config: { block_storage: { enabled: true } },
    });
    view.resource("aws_iam_role_policy", {
      role: "${aws_iam_role.eks_role.name}",
      policy: expect.stringContaining(`alias/${VOLUME_KEY}`),
    });
    expect(policiesOf(view, "eks_role")).toEqual(
      awsPolicies(
        "AmazonEKSClusterPolicy",
        "AmazonEKSComputePolicy",
        "AmazonEKSBlockStoragePolicy",
        "AmazonEKSLoadBalancingPolicy",
        "AmazonEKSNetworkingPolicy",
      ),
    );
    expect(policiesOf(view, "eks_auto_node_role")).toEqual(
      awsPolicies("AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly"),
    );
    view.resource("aws_eks_node_group", { node_role_arn: "${aws_iam_role.eks_node_role.arn}" });
  });

  test("has no Auto Mode unless asked, and says so: what is left out stays as the cluster has it", () => {
    const view = clusterView();
    const { properties } = view.resource("aws_eks_cluster", {
      compute_config: { enabled: false },
      kubernetes_network_config: { elastic_load_balancing: { enabled: false } },
      storage_config: { block_storage: { enabled: false } },
    });
    expect(properties["compute_config"]).toEqual({ enabled: false });
    const { properties: own } = view.resource("aws_iam_role_policy", { role: "${aws_iam_role.eks_role.name}" });
    expect(own["policy"]).not.toContain(VOLUME_KEY);
  });

  test("has the control plane where Auto Mode's nodes have a way out, and a plan refuses one that is elsewhere", () => {
    const { properties } = clusterView({ autoMode: AUTO_MODE }).resource("aws_eks_cluster", {
      vpc_config: { subnet_ids: ["subnet-private-a", "subnet-private-b", "subnet-private-c"] },
    });
    expect(properties["lifecycle"]).toMatchObject({
      postcondition: [
        {
          condition:
            '${length(setsubtract(self.vpc_config[0].subnet_ids, toset(split(",", join(",", ["subnet-private-a", "subnet-private-b", "subnet-private-c"]))))) == 0}',
          error_message:
            'Auto Mode puts nodes where the control plane is, and this one is in subnets without a way out. Move it first, then plan again: aws eks update-cluster-config --name production --resources-vpc-config subnetIds=${join(",", ["subnet-private-a", "subnet-private-b", "subnet-private-c"])}',
        },
      ],
    });
    expect(clusterView().resource("aws_eks_cluster").properties["lifecycle"]).not.toHaveProperty("postcondition");
  });

  test("keeps what Auto Mode acts in until the cluster is without it", () => {
    const view = clusterView({ autoMode: AUTO_MODE });
    const last = { lifecycle: { create_before_destroy: true } };
    const names = view.resources("aws_iam_role_policy_attachment", last).map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        "eks_role_AmazonEKSComputePolicy",
        "eks_role_AmazonEKSLoadBalancingPolicy",
        "eks_auto_node_role_AmazonEKSWorkerNodeMinimalPolicy",
      ]),
    );
    expect(view.resources("aws_iam_role", last).map(({ name }) => name)).toEqual(["eks_auto_node_role", "eks_role"]);
  });

  test("has with Auto Mode alone no node groups and no role for them", () => {
    const view = clusterView({ autoMode: AUTO_MODE, nodeGroups: {}, addOns: {} });
    expect(view.resources("aws_eks_node_group")).toEqual([]);
    expect(view.resources("aws_iam_role").map(({ name }) => name)).toEqual(["eks_auto_node_role", "eks_role"]);
  });

  test("keeps the names of roles within IAM's limit", () => {
    const roles = clusterView({ name: "a-very-long-name-of-a-cluster-that-somebody-gave-to-it" }).resources(
      "aws_iam_role",
    );
    const names = roles.map(({ properties }) => String(properties["name"]));
    expect(new Set(names).size).toBe(4);
    for (const name of names) expect(name).toMatch(/^[\w-]{1,64}$/);
  });

  test("tells what others need to reach it", () => {
    const stack = awsStack();
    const cluster = new EksCluster(stack, "eks", clusterProps());
    const { endpoint, certificateAuthority, oidcIssuer, clusterSecurityGroupId, nodeRoleArn, arn, name } = cluster;
    const told = { endpoint, certificateAuthority, oidcIssuer, clusterSecurityGroupId, nodeRoleArn, arn, name };
    new TerraformOutput(stack, "told", { value: told });
    expect(synthesize(stack).outputs["told"]?.["value"]).toEqual({
      endpoint: "${aws_eks_cluster.eks.endpoint}",
      certificateAuthority: "${aws_eks_cluster.eks.certificate_authority[0].data}",
      oidcIssuer: "${aws_eks_cluster.eks.identity[0].oidc[0].issuer}",
      clusterSecurityGroupId: "${aws_eks_cluster.eks.vpc_config[0].cluster_security_group_id}",
      nodeRoleArn: "${aws_iam_role.eks_node_role.arn}",
      arn: "${aws_eks_cluster.eks.arn}",
      name: "${aws_eks_cluster.eks.name}",
    });
  });

  test("keeps the addresses of what there is when a group or an entry is added", () => {
    const batch = { batch: { ...GENERAL, minSize: 0 } };
    const access = { a: { principalArn: "arn:aws:iam::111122223333:role/a", groups: ["x"] } };
    const { addresses } = clusterView({ nodeGroups: { ...batch, general: GENERAL }, access });
    expect(addresses).toEqual(expect.arrayContaining([...clusterView().addresses]));
  });

  test("refuses what can't work, everything at once and by its path", () => {
    expect(() => clusterView({ version: "1.22", nodeGroups: {} })).toThrow(
      [
        'test/eks: "1.22" is not in EKS\'s standard support; one of 1.34, 1.35, 1.36.',
        "test/eks: A cluster needs a node group or Auto Mode.",
      ].join("\n"),
    );
  });
});
