/** A k3s cluster in containers on this machine, made by k3d. */
export interface K3dClusterProps {
  /** The cluster's name, at most 32 characters; its containers are called `k3d-<name>-server-0` and so on. */
  readonly name: string;
  /** Who makes the cluster: `organization/environment`. A cluster of the same name that another owner made is refused. */
  readonly owner: string;
  /** k3s version of the nodes, such as `v1.35.4+k3s1`. */
  readonly version: string;
  /**
   * Digest of the nodes' image, `sha256:` and 64 hexadecimal digits.
   * @default - whatever the registry has under the version's tag
   */
  readonly digest?: string;
  /** Number of servers. */
  readonly servers: number;
  /** Number of agents. */
  readonly agents: number;
  /** Port of the API server on this machine. */
  readonly apiPort: number;
  /** Port of the local image registry on this machine. */
  readonly registryPort: number;
  /** Ports of this machine that lead into the cluster, as k3d writes them: `8080:80@loadbalancer`. */
  readonly ports: readonly string[];
  /** Packaged components that k3s leaves out. */
  readonly disable: readonly string[];
}
