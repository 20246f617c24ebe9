import { EksNodeGroup } from "@cdktf/provider-aws/lib/eks-node-group";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { Token, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { limitedName } from "../limited-name";
import { volumesOf } from "./ami-types";
import { desiredSize, nodeLabels, nodeTaints, type NodeGroupSpec } from "./node-groups";

const LAUNCH_TEMPLATE_NAME_LIMIT = 128;
/** Of `node_group_name_prefix`: the provider appends 26 characters, EKS takes 63. */
const GROUP_PREFIX_LIMIT = 37;

/** Effects of taints in EKS's words. */
const EFFECTS = {
  NoSchedule: "NO_SCHEDULE",
  PreferNoSchedule: "PREFER_NO_SCHEDULE",
  NoExecute: "NO_EXECUTE",
} as const;

/** A managed node group of a cluster. */
export interface NodeGroupProps {
  readonly name: string;
  readonly group: NodeGroupSpec;
  /** As text: names follow from it. */
  readonly clusterName: string;
  /** The same from the cluster itself, so that the group waits for it. */
  readonly clusterId: string;
  /** Kubernetes version of the nodes: the cluster's. */
  readonly version: string;
  readonly roleArn: string;
  readonly subnetIds: readonly string[];
  /** Key of the nodes' volumes. Its policy must let the service-linked role of EC2 Auto Scaling use it. */
  readonly kmsKeyArn: string;
  /** Tags of the instances, their volumes and network interfaces: the provider's `default_tags` don't reach those. */
  readonly instanceTags: Readonly<Record<string, string>>;
  /** What must be there before nodes can join. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/**
 * A managed node group with its launch template. Its nodes are in the security group that EKS makes for the cluster and in no other. A group that
 * must be replaced (another image type, instance type or zone) is made anew, under another name, before the old one is drained.
 *
 * EKS itself tags the group for the Cluster Autoscaler, which asks EKS for labels and taints of a group without nodes: no tags of ours are needed.
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html
 */
export class NodeGroup extends Construct {
  readonly resource: EksNodeGroup;

  constructor(scope: Construct, id: string, props: NodeGroupProps) {
    super(scope, id);
    const { group } = props;
    const template = this.launchTemplate(props);
    this.resource = new EksNodeGroup(this, "Resource", {
      clusterName: props.clusterId,
      nodeGroupNamePrefix: `${limitedName(props.name, GROUP_PREFIX_LIMIT - 1)}-`,
      nodeRoleArn: props.roleArn,
      subnetIds: [...props.subnetIds],
      version: props.version,
      ...(group.releaseVersion !== undefined && { releaseVersion: group.releaseVersion }),
      amiType: group.amiType,
      capacityType: group.capacityType ?? "ON_DEMAND",
      instanceTypes: [...group.instanceTypes],
      launchTemplate: { id: template.id, version: Token.asString(template.latestVersion) },
      scalingConfig: { minSize: group.minSize, maxSize: group.maxSize, desiredSize: desiredSize(group) },
      updateConfig: { maxUnavailablePercentage: group.maxUnavailablePercentage ?? 33 },
      nodeRepairConfig: { enabled: true },
      labels: { ...nodeLabels(group) },
      taint: Object.entries(nodeTaints(group)).map(([key, { value, effect }]) => ({
        key,
        ...(value !== undefined && { value }),
        effect: EFFECTS[effect],
      })),
      lifecycle: { createBeforeDestroy: true, ignoreChanges: ["scaling_config[0].desired_size"] },
      dependsOn: [...props.dependsOn],
    });
  }

  private launchTemplate({ name, group, clusterName, kmsKeyArn, instanceTags }: NodeGroupProps): LaunchTemplate {
    const fullName = `${clusterName}-${name}`;
    const tags = { ...instanceTags, Name: fullName };
    return new LaunchTemplate(this, "template", {
      name: limitedName(fullName, LAUNCH_TEMPLATE_NAME_LIMIT),
      updateDefaultVersion: true,
      // A token for the metadata, and no hop beyond the node: a pod can't take the node's credentials.
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      monitoring: { enabled: true },
      blockDeviceMappings: volumesOf(group.amiType, group.diskSizeGiB ?? 50).map(({ deviceName, size }) => ({
        deviceName,
        ebs: {
          ...(size !== undefined && { volumeSize: size }),
          volumeType: "gp3",
          encrypted: "true",
          kmsKeyId: kmsKeyArn,
          deleteOnTermination: "true",
        },
      })),
      tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({ resourceType, tags })),
    });
  }
}
