import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EksCluster as ClusterResource } from "@cdktf/provider-aws/lib/eks-cluster";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { ClusterAccess } from "./access";
import { AddOn } from "./add-on";
import { ADD_ONS, addOnOrder, type AddOnName } from "./add-ons";
import { autoModeConfig, nodesHaveAWayOut } from "./auto-mode";
import { clusterProblems, zonesOf } from "./cluster-problems";
import type { EksClusterProps } from "./cluster-props";
import { autoNodeRole, clusterRole, nodeRole } from "./cluster-roles";
import type { Role } from "../identity/role";
import { NodeGroup } from "./node-group";

const LOG_TYPES = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

/**
 * An EKS cluster, closed unless opened: its API is in the network only, nobody has access but by an access entry, secrets, logs and volumes are
 * encrypted, add-ons are pinned and come in the order that works.
 *
 * Control plane, nodes and pods share the security group that EKS makes for the cluster: it lets in only its own members.
 */
export class EksCluster extends Construct {
  /** From the cluster itself: what has it waits for the cluster. */
  readonly name: string;
  readonly arn: string;
  readonly version: string;
  readonly endpoint: string;
  /** PEM in base64. */
  readonly certificateAuthority: string;
  /** URL, with scheme. */
  readonly oidcIssuer: string;
  /** The one that EKS makes; who is in it reaches API, nodes and pods. */
  readonly clusterSecurityGroupId: string;
  /** Role of the nodes: of the node groups, or of Auto Mode where there are none. */
  readonly nodeRoleName: string;
  readonly nodeRoleArn: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: EksClusterProps,
  ) {
    super(scope, id);
    const problems = clusterProblems(props);
    if (problems.length > 0) throw new Error(problems.map((problem) => `${this.node.path}: ${problem}`).join("\n"));

    const autoNodes = props.autoMode && autoNodeRole(this, props.name);
    const nodes = autoNodes && Object.keys(props.nodeGroups).length === 0 ? autoNodes : nodeRole(this, props.name);
    const cluster = this.controlPlane(autoNodes);
    this.name = cluster.name;
    this.arn = cluster.arn;
    this.version = props.version;
    this.endpoint = cluster.endpoint;
    this.certificateAuthority = cluster.certificateAuthority.get(0).data;
    this.oidcIssuer = cluster.identity.get(0).oidc.get(0).issuer;
    this.clusterSecurityGroupId = cluster.vpcConfig.clusterSecurityGroupId;
    this.nodeRoleName = nodes.roleName;
    this.nodeRoleArn = nodes.roleArn;

    for (const [key, access] of Object.entries(props.access ?? {})) {
      new ClusterAccess(this, `access_${key}`, this.name, access);
    }
    const before = this.addOns(true, []);
    const groups = this.nodeGroups([...before, ...nodes.permissions]);
    this.addOns(false, groups);
  }

  private controlPlane(autoNodes: Role | undefined): ClusterResource {
    const { props } = this;
    const role = clusterRole(this, props);
    const publicAccessCidrs = props.publicAccessCidrs ?? [];
    const autoMode = autoModeConfig(props.autoMode, autoNodes?.roleArn);
    const { intraSubnetIds, privateSubnetIds } = props.network;
    const subnetIds = Object.values(props.autoMode ? privateSubnetIds : intraSubnetIds);
    // Made before EKS would make it without key and retention.
    const logs = new CloudwatchLogGroup(this, "logs", {
      name: `/aws/eks/${props.name}/cluster`,
      kmsKeyId: props.kmsKeyArn,
      retentionInDays: props.logRetentionDays ?? 365,
    });
    // No prevent_destroy: what must outlive a cluster is in another stack, and production can be destroyed and made again. Deletion protection
    // is AWS's own and is taken off first.
    return new ClusterResource(this, "Resource", {
      name: props.name,
      roleArn: role.roleArn,
      version: props.version,
      deletionProtection: props.deletionProtection ?? true,
      bootstrapSelfManagedAddons: false,
      enabledClusterLogTypes: LOG_TYPES,
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
      encryptionConfig: { resources: ["secrets"], provider: { keyArn: props.kmsKeyArn } },
      vpcConfig: {
        subnetIds,
        endpointPrivateAccess: true,
        // A public endpoint without ranges would be open to all.
        endpointPublicAccess: publicAccessCidrs.length > 0,
        ...(publicAccessCidrs.length > 0 && { publicAccessCidrs: [...publicAccessCidrs] }),
      },
      kubernetesNetworkConfig: {
        ipFamily: "ipv4",
        serviceIpv4Cidr: props.serviceCidr ?? "172.20.0.0/16",
        elasticLoadBalancing: autoMode.loadBalancing,
      },
      computeConfig: autoMode.compute,
      storageConfig: autoMode.storage,
      upgradePolicy: { supportType: props.supportType ?? "STANDARD" },
      zonalShiftConfig: { enabled: props.zonalShift ?? true },
      // AWS doesn't tell the first two of a cluster that is imported, and a difference would replace it. The control plane's zones are those that it
      // began with: EKS refuses any others, and a zone that joins the network later is for nodes alone.
      // Source: https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
      lifecycle: {
        ignoreChanges: [
          "access_config[0].bootstrap_cluster_creator_admin_permissions",
          "bootstrap_self_managed_addons",
          "vpc_config[0].subnet_ids",
        ],
        ...(props.autoMode && { postcondition: [nodesHaveAWayOut(props.name, subnetIds)] }),
      },
      dependsOn: [logs, ...role.permissions, ...(autoNodes?.permissions ?? [])],
    });
  }

  /** The add-ons that nodes need, or those that need nodes; each also after those that it names. */
  private addOns(beforeNodes: boolean, dependsOn: readonly ITerraformDependable[]): readonly ITerraformDependable[] {
    const { region, account, volumeKeyAlias } = this.props;
    const made = new Map<AddOnName, ITerraformDependable>();
    for (const spec of addOnOrder(this.props.addOns)) {
      const { after = [], ...traits } = ADD_ONS[spec.name];
      if (traits.beforeNodes !== beforeNodes) continue;
      const { resource } = new AddOn(this, `addon_${spec.name}`, {
        ...spec,
        clusterName: this.props.name,
        clusterId: this.name,
        clusterArn: `arn:aws:eks:${region}:${account}:cluster/${this.props.name}`,
        clusterSecurityGroupId: this.clusterSecurityGroupId,
        region,
        podSubnetIds: this.props.network.podSubnetIds,
        volumeKey: { alias: volumeKeyAlias, account, region },
        dependsOn: [...dependsOn, ...after.flatMap((other) => made.get(other) ?? [])],
      });
      made.set(spec.name, resource);
    }
    return [...made.values()];
  }

  private nodeGroups(dependsOn: readonly ITerraformDependable[]): readonly ITerraformDependable[] {
    const { name: clusterName, network, version, kmsKeyArn, instanceTags = {} } = this.props;
    return Object.entries(this.props.nodeGroups).map(([name, group]) => {
      const subnetIds = zonesOf(network, group.zones).flatMap((zone) => network.privateSubnetIds[zone] ?? []);
      const shared = { clusterName, clusterId: this.name, version, roleArn: this.nodeRoleArn, kmsKeyArn, instanceTags };
      return new NodeGroup(this, `nodes_${name}`, { ...shared, name, group, subnetIds, dependsOn }).resource;
    });
  }
}
