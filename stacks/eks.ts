import type { Construct } from "constructs";
import { inventoryOf } from "../catalog/inventory";
import { awsNames, type AwsNames } from "../config/aws-names";
import { podRoleName } from "../config/aws-role-names";
import type { EksEnvironment, Organization } from "../config";
import { EncryptionKey } from "../constructs/aws/data/encryption-key";
import { autoScalingMayUse, logsMayUse } from "../constructs/aws/data/key-users";
import { ArgoCdCapability } from "../constructs/aws/eks/argo-cd-capability";
import { EksCluster } from "../constructs/aws/eks/eks-cluster";
import { PodIdentity, type PodIdentityProps } from "../constructs/aws/identity/pod-identity";
import { flowLogGroupName } from "../constructs/aws/network/flow-log-policies";
import type { Network } from "../constructs/aws/network/network";
import { Vpc } from "../constructs/aws/network/vpc";
import { argoCdProps } from "./aws/argo-cd-props";
import { existingNetwork, newNetwork } from "./aws/network-props";
import { clusterProps } from "./aws/cluster-props";
import { identitiesOf } from "./aws/identities";
import { TunnelInstance } from "../constructs/aws/tunnel/tunnel-instance";
import { addAwsProvider } from "./aws/provider";
import { lakePods } from "./aws/lake-pods";
import { whatPodsMay } from "./aws/shared-account";
import { BaseStack } from "./base-stack";
import { environmentProps } from "./environment-props";

/**
 * An environment on Amazon EKS: its network, its cluster, and an identity for every component that asks for one. What
 * outlives the cluster is in {@link EksDataStack}, and what needs its API in the bootstrap.
 */
export class EksStack extends BaseStack {
  /** For the bootstrap, which needs what AWS has invented of it. */
  readonly cluster: EksCluster;
  private readonly names: AwsNames;

  constructor(
    scope: Construct,
    private readonly settings: EksEnvironment,
    organization: Organization,
  ) {
    super(scope, settings.name, environmentProps(settings, organization));
    const { aws, name } = settings;
    this.names = awsNames(organization.name, name, aws.account);
    addAwsProvider(this, aws);
    const key = this.clusterKey();
    const network = this.network(key);
    this.cluster = new EksCluster(this, "cluster", {
      ...clusterProps(settings),
      name: this.names.cluster,
      network,
      kmsKeyArn: key.keyArn,
      volumeKeyAlias: this.names.dataKey,
      instanceTags: this.tags,
    });
    if (settings.cluster.tunnel) {
      new TunnelInstance(this, "tunnel", {
        name: `${this.names.cluster}-tunnel`,
        vpcId: network.vpcId,
        subnetId: firstOf(network.privateSubnetIds),
        clusterSecurityGroupId: this.cluster.clusterSecurityGroupId,
        kmsKeyArn: key.keyArn,
      });
    }
    const { installations, bootstrap } = inventoryOf(settings, organization);
    if (settings.cluster.managedArgoCd !== undefined) {
      new ArgoCdCapability(this, "argo_cd", {
        ...argoCdProps(settings.cluster.managedArgoCd),
        name: this.names.cluster,
        clusterId: this.cluster.name,
        namespace: bootstrap.namespace,
      });
    }
    const dataKey = { alias: this.names.dataKey, account: aws.account, region: aws.region };
    for (const identity of identitiesOf(installations, dataKey)) {
      const { component, serviceAccount, namespace } = identity;
      this.identify(`identity_${component}_${serviceAccount}`, {
        name: podRoleName(this.names.cluster, component, serviceAccount),
        namespace,
        serviceAccounts: [serviceAccount],
        ...whatPodsMay(identity, this.names.cluster, aws),
      });
    }
    for (const { id, role, ...pods } of lakePods(settings.data, this.names.lake, dataKey)) {
      this.identify(id, { ...pods, name: `${this.names.cluster}-${role}` });
    }
  }

  private identify(id: string, pods: Omit<PodIdentityProps, "clusterName" | "clusterArn">): void {
    new PodIdentity(this, id, { ...pods, clusterName: this.cluster.name, clusterArn: this.cluster.arn });
  }

  /** The key of the cluster's own secrets, its logs and its machines' disks. It goes with the cluster: nothing else is under it. */
  private clusterKey(): EncryptionKey {
    const { account, region } = this.settings.aws;
    const { cluster } = this.names;
    return new EncryptionKey(this, "key", {
      alias: cluster,
      description: `Secrets, logs and nodes of the EKS cluster ${cluster}`,
      account,
      statements: [
        ...logsMayUse(region, account, [`/aws/eks/${cluster}/cluster`, flowLogGroupName(cluster)]),
        ...autoScalingMayUse(account),
      ],
      retained: false,
    });
  }

  private network(key: EncryptionKey): Network {
    const { network, aws } = this.settings;
    if (network.vpc === "existing") return Vpc.fromIds(existingNetwork(network));
    const vpc = new Vpc(this, "network", newNetwork(network, aws, this.names, key.keyArn));
    vpc.protectedAddresses.forEach((address) => {
      this.protect(address);
    });
    return vpc;
  }
}

/** The subnet of the zone that comes first in the alphabet. */
function firstOf(subnets: Readonly<Record<string, string>>): string {
  const [first] = Object.keys(subnets).sort();
  const id = first === undefined ? undefined : subnets[first];
  if (id === undefined) throw new Error("The network has no private subnet.");
  return id;
}
