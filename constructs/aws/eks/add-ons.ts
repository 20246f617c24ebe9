import type { Values } from "../../gitops/values";

/** The EKS add-ons that a cluster can have. */
export type AddOnName =
  | "eks-pod-identity-agent"
  | "vpc-cni"
  | "kube-proxy"
  | "coredns"
  | "aws-ebs-csi-driver"
  | "aws-efs-csi-driver"
  | "metrics-server";

/** One add-on. */
export interface AddOnSpec {
  /** Exact, such as `v1.20.4-eksbuild.1`. */
  readonly version: string;
  /**
   * Settings, of the schema that `aws eks describe-addon-configuration` tells, laid over those made here.
   * @default - those made here
   */
  readonly configuration?: Values;
}

/** The add-ons of a cluster; what isn't named is not installed. */
export type AddOns = Readonly<Partial<Record<AddOnName, AddOnSpec>>>;

interface AddOnTraits {
  /** Whether nodes need it before they can join or run a pod. The others need a node before they are healthy. */
  readonly beforeNodes: boolean;
  /** Nothing works without it on nodes that EKS doesn't run itself. */
  readonly essential: boolean;
  /** Add-ons that must be there before. */
  readonly after?: readonly AddOnName[];
  /** The service account that calls AWS, and AWS's policy for exactly that. */
  readonly identity?: { readonly serviceAccount: string; readonly policy: string };
  /** The oldest version that does what is asked of it here, and why no older one does. */
  readonly minimum?: Minimum;
  /** Auto Mode has the same built in, so that the add-on is of use on other nodes alone. */
  readonly builtIn?: true;
  /** The oldest version that leaves Auto Mode's nodes alone. */
  readonly besideAutoMode?: Minimum["version"];
}

interface Minimum {
  readonly version: readonly [number, number, number];
  readonly reason: string;
}

/** Who runs a cluster's nodes. */
export interface NodeOwners {
  /** Whether there are nodes that EKS Auto Mode doesn't run. */
  readonly ownNodes: boolean;
  readonly autoMode: boolean;
}

/**
 * What each add-on is. The permissions come by Pod Identity, so that no node carries them. That includes vpc-cni, which has to wait for the
 * agent: both run in the node's own network and need no pod network to start.
 * Sources: https://docs.aws.amazon.com/eks/latest/userguide/add-ons-iam.html,
 * https://docs.aws.amazon.com/eks/latest/userguide/auto-enable-existing.html#auto-addons-required
 */
export const ADD_ONS: Readonly<Record<AddOnName, AddOnTraits>> = {
  "eks-pod-identity-agent": {
    beforeNodes: true,
    essential: true,
    // Older ones don't tolerate a node without a network, while vpc-cni, which makes it, waits for the agent:
    // https://github.com/aws/amazon-vpc-cni-k8s/issues/2780
    minimum: { version: [1, 2, 0], reason: "older ones never start on a node that waits for vpc-cni" },
    builtIn: true,
    besideAutoMode: [1, 3, 4],
  },
  "vpc-cni": {
    beforeNodes: true,
    essential: true,
    after: ["eks-pod-identity-agent"],
    identity: { serviceAccount: "aws-node", policy: "AmazonEKS_CNI_Policy" },
    builtIn: true,
    besideAutoMode: [1, 19, 0],
  },
  "kube-proxy": { beforeNodes: true, essential: true, builtIn: true },
  coredns: { beforeNodes: false, essential: true, builtIn: true },
  "aws-ebs-csi-driver": {
    beforeNodes: false,
    essential: false,
    // The policy allows only volumes tagged for this cluster: https://github.com/kubernetes-sigs/aws-ebs-csi-driver/issues/2918
    identity: { serviceAccount: "ebs-csi-controller-sa", policy: "AmazonEBSCSIDriverEKSClusterScopedPolicy" },
    minimum: {
      version: [1, 58, 0],
      reason: "older ones don't tag volumes with their cluster, and its role allows no others",
    },
    builtIn: true,
  },
  "aws-efs-csi-driver": {
    beforeNodes: false,
    essential: false,
    identity: { serviceAccount: "efs-csi-controller-sa", policy: "service-role/AmazonEFSCSIDriverPolicy" },
  },
  "metrics-server": { beforeNodes: false, essential: false },
};

const NAMES: readonly AddOnName[] = [
  "eks-pod-identity-agent",
  "vpc-cni",
  "kube-proxy",
  "coredns",
  "aws-ebs-csi-driver",
  "aws-efs-csi-driver",
  "metrics-server",
];

/** The add-ons to install, in an order in which none comes before one that it waits for. */
export function addOnOrder(addOns: AddOns): readonly (AddOnSpec & { readonly name: AddOnName })[] {
  return NAMES.flatMap((name) => {
    const spec = addOns[name];
    return spec === undefined ? [] : [{ name, ...spec }];
  });
}

/** The add-ons without which the nodes of a cluster don't work, and that are not named. */
export function missingAddOns(addOns: AddOns, { ownNodes }: NodeOwners): readonly AddOnName[] {
  return NAMES.filter((name) => ownNodes && ADD_ONS[name].essential && addOns[name] === undefined);
}

/** Everything that is wrong with the add-ons of a cluster. */
export function addOnProblems(addOns: AddOns, nodes: NodeOwners): readonly string[] {
  return [
    ...missingAddOns(addOns, nodes).map(
      (name) => `add-on ${name} is missing: nodes don't work without it. Give its version.`,
    ),
    ...addOnOrder(addOns).flatMap((addOn) => addOnProblem(addOn.name, addOn, nodes) ?? []),
  ];
}

/** What is wrong with one add-on that is named. */
export function addOnProblem(name: AddOnName, { version }: AddOnSpec, nodes: NodeOwners): string | undefined {
  const { minimum, builtIn, besideAutoMode } = ADD_ONS[name];
  if (builtIn && !nodes.ownNodes) {
    return `add-on ${name} is built into Auto Mode's nodes, and there are no others that it would run on. Leave it out.`;
  }
  const parts = /^v(\d+)\.(\d+)\.(\d+)-eksbuild\.\d+$/.exec(version)?.slice(1).map(Number);
  if (!parts) return `add-on ${name}: "${version}" is not an exact version such as v1.20.4-eksbuild.1.`;
  const asked: Minimum | undefined =
    nodes.autoMode && besideAutoMode
      ? { version: besideAutoMode, reason: "older ones don't leave Auto Mode's nodes alone" }
      : minimum;
  if (asked === undefined || compare(parts, asked.version) >= 0) return undefined;
  return `add-on ${name}: "${version}" is too old: ${asked.reason}. v${asked.version.join(".")} or newer.`;
}

function compare(a: readonly number[], b: readonly number[]): number {
  const differences = a.map((part, index) => part - (b[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}
