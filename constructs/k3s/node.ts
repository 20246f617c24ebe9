/** One machine of a k3s cluster, reached by SSH. */
export interface K3sNode {
  /** Kubernetes node name; also the key of everything that Terraform keeps about the machine. */
  readonly name: string;
  /** Servers run the API and etcd; agents run workloads only. */
  readonly role: "server" | "agent";
  /** Address that SSH and, without a private one, the other nodes use. */
  readonly address: string;
  /**
   * Address on the network that the nodes share. etcd, the kubelet and pod traffic use it.
   * @default - the address
   */
  readonly privateAddress?: string;
  /**
   * The machine's SSH host key, as one line of `ssh-keyscan -t ecdsa` without the host name. Terraform's SSH client takes the first key type
   * that both sides know, in the order ECDSA, RSA, Ed25519: pin the ECDSA key of a machine that has one.
   */
  readonly hostKey: string;
  /** SSH user: root, or one with password-less sudo. */
  readonly user: string;
  /** SSH port. */
  readonly port: number;
  /** Labels of the Kubernetes node. */
  readonly labels: Readonly<Record<string, string>>;
  /** Taints of the Kubernetes node, by key. */
  readonly taints: Readonly<Record<string, Taint>>;
  /**
   * A GPU node: labelled and tainted so that only what asks for a GPU runs there, with the vendor's container runtime as default.
   * @default - no GPU
   */
  readonly gpu?: "nvidia";
}

/** Effect of a taint, with its value. */
export interface Taint {
  /** @default - no value */
  readonly value?: string;
  readonly effect: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
}

/** What a GPU node of each vendor carries. */
const GPU = {
  nvidia: {
    labels: { "nvidia.com/gpu.present": "true" },
    taints: { "nvidia.com/gpu": { value: "present", effect: "NoSchedule" } },
    runtime: "nvidia",
  },
} as const satisfies Record<string, { labels: Record<string, string>; taints: Record<string, Taint>; runtime: string }>;

/** All labels of a node, those of its GPU included; what the node says itself wins. */
export function nodeLabels(node: K3sNode): Readonly<Record<string, string>> {
  return { ...(node.gpu && GPU[node.gpu].labels), ...node.labels };
}

/** All taints of a node, those of its GPU included; what the node says itself wins. */
export function nodeTaints(node: K3sNode): Readonly<Record<string, Taint>> {
  return { ...(node.gpu && GPU[node.gpu].taints), ...node.taints };
}

/** Default container runtime of a node, if it isn't containerd's own. */
export function nodeRuntime(node: K3sNode): string | undefined {
  return node.gpu && GPU[node.gpu].runtime;
}

/** The address that the other nodes use. */
export function internalAddress(node: K3sNode): string {
  return node.privateAddress ?? node.address;
}

/** `key=value:Effect` or `key:Effect`, as k3s and kubectl write a taint. */
export function taintText(key: string, taint: Taint): string {
  return `${key}${taint.value === undefined ? "" : `=${taint.value}`}:${taint.effect}`;
}

/** The order in which nodes are rolled out: servers first, then agents, each by name with numbers as numbers (`server-2` before `server-10`). */
export function rolloutOrder(nodes: readonly K3sNode[]): readonly K3sNode[] {
  const collator = new Intl.Collator("en", { numeric: true });
  return [...nodes].sort((a, b) => {
    if (a.role !== b.role) return a.role === "server" ? -1 : 1;
    return collator.compare(a.name, b.name) || (a.name < b.name ? -1 : 1);
  });
}
