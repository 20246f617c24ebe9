import type { K3sNode } from "./node";

/** An S3 bucket, or one that speaks its protocol, for etcd snapshots. */
export interface SnapshotBucket {
  readonly bucket: string;
  readonly region: string;
  /**
   * Host of the service, without scheme.
   * @default - AWS
   */
  readonly endpoint?: string;
  /** @default - the bucket's top */
  readonly folder?: string;
}

/** A k3s cluster on machines reached by SSH. */
export interface K3sClusterProps {
  /** Who owns the machines: `organization/environment`. A machine that another owner has set up is refused. */
  readonly owner: string;
  /** k3s version, such as `v1.35.4+k3s1`. */
  readonly version: string;
  readonly nodes: readonly K3sNode[];
  /**
   * Name or address under which every server can be reached: DNS name, load balancer or VIP. Needed from 3 servers on.
   * @default - the only server
   */
  readonly endpoint?: string;
  /** Seconds until a machine that doesn't answer by SSH is an error. */
  readonly sshTimeoutSeconds: number;
  /**
   * A host through which all machines are reached.
   * @default - none
   */
  readonly bastion?: {
    readonly host: string;
    readonly port: number;
    readonly user?: string | undefined;
    readonly hostKey: string;
  };
  /**
   * Base URL below which `<version>/k3s` lies.
   * @default - k3s's releases on GitHub
   */
  readonly mirror?: string;
  /**
   * SHA-256 of the k3s binary by architecture, hexadecimal.
   * @default - the release's own checksum file, from the same place as the binary
   */
  readonly checksums?: { readonly amd64?: string | undefined; readonly arm64?: string | undefined };
  /** Further names of the API's certificate. */
  readonly tlsSans: readonly string[];
  /** IPv4 range of the pods. */
  readonly podCidr: string;
  /** IPv4 range of the services. */
  readonly serviceCidr: string;
  /** How pod traffic travels between nodes. */
  readonly flannelBackend: "wireguard-native" | "vxlan" | "host-gw";
  /** Packaged components that k3s leaves out. */
  readonly disable: readonly string[];
  /**
   * Contents of registries.yaml without credentials.
   * @default - none
   */
  readonly registries?: Readonly<Record<string, unknown>>;
  /** Scheduled etcd snapshots: cron expression, how many are kept, and a bucket besides the servers' own disks. */
  readonly snapshots: {
    readonly schedule: string;
    readonly retention: number;
    readonly s3?: SnapshotBucket | undefined;
  };
  /** Seconds that a node's pods have to leave before its upgrade or removal fails. */
  readonly drainTimeoutSeconds: number;
  /** Terraform expressions of the secrets; each names a sensitive variable. */
  readonly secrets: K3sSecrets;
}

/** Terraform expressions, without the dollar and braces, that give the secrets: they only ever stand in uploaded files. */
export interface K3sSecrets {
  /** The join token. */
  readonly token: string;
  /** Map of registry host to `{username, password}`. */
  readonly registryCredentials?: string | undefined;
  /** Access to the bucket of the snapshots. */
  readonly snapshotAccessKey?: string | undefined;
  readonly snapshotSecretKey?: string | undefined;
}
