import type { Network } from "../network/network";
import type { Access } from "./access";
import type { AddOns } from "./add-ons";
import type { AutoMode } from "./auto-mode";
import type { NodeGroupSpec } from "./node-groups";

/** An EKS cluster with what it needs to run pods. */
export interface EksClusterProps {
  /** Also the start of the names of its roles, which an account has once in all regions. */
  readonly name: string;
  /** Kubernetes version, such as `1.35`. EKS goes up one minor version at a time and never back. */
  readonly version: string;
  readonly region: string;
  /** Account that the cluster is in: twelve digits. */
  readonly account: string;
  readonly network: Network;
  /**
   * Key that encrypts Kubernetes secrets, the log group and nodes' volumes. Its policy must let CloudWatch Logs of the region and the
   * service-linked role of EC2 Auto Scaling use it. The cluster's secrets stay under the first key: a change replaces the cluster.
   */
  readonly kmsKeyArn: string;
  /** Alias, without `alias/`, of the key that encrypts pods' volumes: it outlives the cluster, as they do. */
  readonly volumeKeyAlias: string;
  /**
   * Ranges from which the API can be reached over the internet.
   * @default - none: the API is in the network only
   */
  readonly publicAccessCidrs?: readonly string[];
  /**
   * Range of the services, in no network that the cluster talks to. A change replaces the cluster.
   * @default "172.20.0.0/16"
   */
  readonly serviceCidr?: string;
  /**
   * Days that control-plane logs are kept, of those that CloudWatch offers.
   * @default 365
   */
  readonly logRetentionDays?: number;
  /**
   * What happens at the end of a version's standard support: EKS upgrades by itself, or charges more for another year.
   * @default "STANDARD"
   */
  readonly supportType?: "STANDARD" | "EXTENDED";
  /**
   * Whether traffic may be shifted away from an impaired zone.
   * @default true
   */
  readonly zonalShift?: boolean;
  /**
   * Whether AWS refuses to delete the cluster.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * Who has access, by a name of your choice.
   * @default - nobody: not even who made the cluster
   */
  readonly access?: Readonly<Record<string, Access>>;
  /** By name, each with its exact version. */
  readonly addOns: AddOns;
  /** Managed node groups by name; none with Auto Mode alone. */
  readonly nodeGroups: Readonly<Record<string, NodeGroupSpec>>;
  /**
   * EKS Auto Mode, alone or beside node groups. The control plane is then in the private subnets.
   * @default - off
   */
  readonly autoMode?: AutoMode;
  /**
   * Tags of instances, their volumes and network interfaces, which the provider's `default_tags` don't reach.
   * @default - the name alone
   */
  readonly instanceTags?: Readonly<Record<string, string>>;
}
