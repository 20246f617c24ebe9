import type { NodeGroupSpec } from "../../../../constructs/aws/eks/node-groups";
import type { StackView } from "../../../helpers/stack-view";
import { clusterView, GENERAL, KEY } from "./example";

const GPU: NodeGroupSpec = {
  amiType: "BOTTLEROCKET_x86_64_NVIDIA",
  instanceTypes: ["g6.xlarge"],
  capacityType: "SPOT",
  minSize: 0,
  maxSize: 4,
  diskSizeGiB: 200,
};

function view(group: Partial<NodeGroupSpec> = {}): StackView {
  return clusterView({ nodeGroups: { general: { ...GENERAL, ...group } } });
}

describe("NodeGroup", () => {
  test("keeps the node's credentials from pods: tokens required, no hop beyond the node", () => {
    view().resource("aws_launch_template", {
      metadata_options: { http_endpoint: "enabled", http_tokens: "required", http_put_response_hop_limit: 1 },
      monitoring: { enabled: true },
    });
  });

  test("lets nobody in by SSH", () => {
    expect(view().resource("aws_launch_template").properties).not.toHaveProperty("key_name");
    expect(view().resource("aws_eks_node_group").properties).not.toHaveProperty("remote_access");
  });

  test("encrypts the volume with the given key", () => {
    view().resource("aws_launch_template", {
      block_device_mappings: [
        { device_name: "/dev/xvda", ebs: { volume_size: 50, volume_type: "gp3", encrypted: "true", kms_key_id: KEY } },
      ],
    });
  });

  test("encrypts both volumes of Bottlerocket and sizes that of the data", () => {
    const made = clusterView({ nodeGroups: { general: GENERAL, gpu: GPU } }).resource("aws_launch_template", {
      name: "production-gpu",
      block_device_mappings: [
        { device_name: "/dev/xvda", ebs: { encrypted: "true", kms_key_id: KEY } },
        { device_name: "/dev/xvdb", ebs: { volume_size: 200, encrypted: "true", kms_key_id: KEY } },
      ],
    });
    expect(JSON.stringify(made.properties["block_device_mappings"]).match(/volume_size/g)).toHaveLength(1);
  });

  test("names and tags instances, volumes and network interfaces, which the provider's default tags don't reach", () => {
    const tags = { environment: "production", Name: "production-general" };
    clusterView({ instanceTags: { environment: "production", Name: "lost" } }).resource("aws_launch_template", {
      tag_specifications: ["instance", "volume", "network-interface"].map((resource_type) => ({ resource_type, tags })),
    });
  });

  test("follows the newest version of its launch template", () => {
    view().resource("aws_eks_node_group", {
      launch_template: {
        id: "${aws_launch_template.eks_nodes_general_template.id}",
        version: "${aws_launch_template.eks_nodes_general_template.latest_version}",
      },
    });
    view().resource("aws_launch_template", { update_default_version: true });
  });

  test("leaves the number of nodes to an autoscaler once it is made", () => {
    view().resource("aws_eks_node_group", {
      scaling_config: { min_size: 2, max_size: 6, desired_size: 2 },
      lifecycle: { create_before_destroy: true, ignore_changes: ["scaling_config[0].desired_size"] },
    });
    view({ desiredSize: 3 }).resource("aws_eks_node_group", { scaling_config: { desired_size: 3 } });
  });

  test("is made anew before the old one goes, under a name that may be there twice", () => {
    const { properties } = view().resource("aws_eks_node_group", { node_group_name_prefix: "general-" });
    expect(properties).not.toHaveProperty("node_group_name");
    const long = clusterView({ nodeGroups: { ["g".repeat(60)]: GENERAL } }).resource("aws_eks_node_group");
    expect(String(long.properties["node_group_name_prefix"])).toMatch(/^g{27}-[0-9a-f]{8}-$/);
  });

  test("has the cluster's version, and the newest image or an exact one", () => {
    expect(view().resource("aws_eks_node_group", { version: "1.35" }).properties).not.toHaveProperty("release_version");
    view({ releaseVersion: "1.35.4-20261105" }).resource("aws_eks_node_group", { release_version: "1.35.4-20261105" });
  });

  test("is updated a third at a time without force, and its broken nodes are replaced", () => {
    const made = view().resource("aws_eks_node_group", {
      update_config: { max_unavailable_percentage: 33 },
      node_repair_config: { enabled: true },
    });
    expect(made.properties).not.toHaveProperty("force_update_version");
    view({ maxUnavailablePercentage: 10 }).resource("aws_eks_node_group", {
      update_config: { max_unavailable_percentage: 10 },
    });
  });

  test("is on demand or spot, with labels and taints, those of a GPU included", () => {
    view({ labels: { team: "shop" } }).resource("aws_eks_node_group", {
      ami_type: "AL2023_ARM_64_STANDARD",
      capacity_type: "ON_DEMAND",
      instance_types: ["m7g.large", "m8g.large"],
      labels: { team: "shop" },
    });
    const taints = { spot: { effect: "PreferNoSchedule" }, batch: { value: "yes", effect: "NoExecute" } } as const;
    clusterView({ nodeGroups: { general: GENERAL, gpu: { ...GPU, taints } } }).resource("aws_eks_node_group", {
      capacity_type: "SPOT",
      labels: { "nvidia.com/gpu.present": "true" },
      taint: [
        { key: "nvidia.com/gpu", value: "present", effect: "NO_SCHEDULE" },
        { key: "spot", effect: "PREFER_NO_SCHEDULE" },
        { key: "batch", value: "yes", effect: "NO_EXECUTE" },
      ],
    });
  });
});
