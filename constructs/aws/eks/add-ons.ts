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
  readonly minimum?: { readonly version: readonly [number, number, number]; readonly reason: string };
}

/**
 * What each add-on is. The permissions come by Pod Identity, so that no node carries them. That includes vpc-cni, which has to wait for the
 * agent: both run in the node's own network and need no pod network to start.
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/add-ons-iam.html
 */
export const ADD_ONS: Readonly<Record<AddOnName, AddOnTraits>> = {
  "eks-pod-identity-agent": {
    beforeNodes: true,
    essential: true,
    // Older ones don't tolerate a node without a network, while vpc-cni, which makes it, waits for the agent:
    // https://github.com/aws/amazon-vpc-cni-k8s/issues/2780
    minimum: { version: [1, 2, 0], reason: "older ones never start on a node that waits for vpc-cni" },
  },
  "vpc-cni": {
    beforeNodes: true,
    essential: true,
    after: ["eks-pod-identity-agent"],
    identity: { serviceAccount: "aws-node", policy: "AmazonEKS_CNI_Policy" },
  },
  "kube-proxy": { beforeNodes: true, essential: true },
  coredns: { beforeNodes: false, essential: true },
  "aws-ebs-csi-driver": {
    beforeNodes: false,
    essential: false,
    // The policy allows only volumes tagged for this cluster: https://github.com/kubernetes-sigs/aws-ebs-csi-driver/issues/2918
    identity: { serviceAccount: "ebs-csi-controller-sa", policy: "AmazonEBSCSIDriverEKSClusterScopedPolicy" },
    minimum: {
      version: [1, 58, 0],
      reason: "older ones don't tag volumes with their cluster, and its role allows no others",
    },
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

/**
 * Everything that is wrong with the add-ons of a cluster.
 *
 * @param ownNodes whether there are nodes that EKS Auto Mode doesn't run: its nodes have pod network, proxy, DNS and identity agent built in.
 */
export function addOnProblems(addOns: AddOns, ownNodes: boolean): readonly string[] {
  const missing = NAMES.filter((name) => ownNodes && ADD_ONS[name].essential && addOns[name] === undefined);
  return [
    ...missing.map((name) => `add-on ${name} is missing: nodes don't work without it. Give its version.`),
    ...addOnOrder(addOns).flatMap(({ name, version }) => versionProblem(name, version) ?? []),
  ];
}

function versionProblem(name: AddOnName, version: string): string | undefined {
  const parts = /^v(\d+)\.(\d+)\.(\d+)-eksbuild\.\d+$/.exec(version)?.slice(1).map(Number);
  if (!parts) return `add-on ${name}: "${version}" is not an exact version such as v1.20.4-eksbuild.1.`;
  const { minimum } = ADD_ONS[name];
  if (minimum === undefined || compare(parts, minimum.version) >= 0) return undefined;
  return `add-on ${name}: "${version}" is too old: ${minimum.reason}. v${minimum.version.join(".")} or newer.`;
}

function compare(a: readonly number[], b: readonly number[]): number {
  const differences = a.map((part, index) => part - (b[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}
