import type { EksEnvironment, K3dEnvironment, K3sEnvironment, Organization, Platform } from "../../config";

const base = {
  domain: "example.org",
  state: { backend: "local" },
  tags: {},
  gitops: { engine: "argocd", repository: "example/platform", revision: "main", credential: "none" },
  components: { "argo-cd": { version: "10.1.1", variants: [], options: {} } },
  prereleases: false,
  applications: {},
  tenants: {},
  clusters: {},
  peers: [],
  exceptions: {},
  removals: {},
} satisfies Partial<K3dEnvironment>;

/** Names and addresses of so many nodes. */
export function nodes(prefix: string, count: number, octet: number): K3sEnvironment["cluster"]["servers"] {
  const entries = Array.from({ length: count }, (_, index) => {
    const address = `192.0.2.${String(octet + index)}`;
    return [
      `${prefix}-${String(index + 1)}`,
      { address, hostKey: `ssh-ed25519 ${prefix}${String(index)}`, labels: {}, taints: {} },
    ];
  });
  return Object.fromEntries(entries);
}

/** A k3s environment as config/ gives it, with everything at its default. */
export function k3sEnvironment(
  name = "staging",
  cluster: Partial<K3sEnvironment["cluster"]> = {},
  rest: Partial<K3sEnvironment> = {},
): K3sEnvironment {
  return {
    ...base,
    name,
    kind: "k3s",
    cluster: {
      version: "v1.35.4+k3s1",
      endpoint: "k3s.example.org",
      servers: nodes("server", 3, 11),
      agents: nodes("agent", 2, 21),
      ssh: { user: "root", port: 22, timeoutSeconds: 60 },
      tlsSans: [],
      podCidr: "10.42.0.0/16",
      serviceCidr: "10.43.0.0/16",
      flannelBackend: "wireguard-native",
      disable: ["traefik"],
      snapshots: { schedule: "0 */12 * * *", retention: 5 },
      drainTimeoutSeconds: 300,
      ...cluster,
    },
    ...rest,
  };
}

/** The organization of the tests. */
export const organization: Organization = {
  name: "example",
  domain: "example.org",
  promotion: [],
  tags: {},
  exceptions: {},
  removals: {},
};

/** A platform of these environments. */
export function platformOf(...environments: Platform["environments"]): Platform {
  return { organization, environments, stages: [] };
}

/** A k3d environment as config/ gives it, with everything at its default. */
export function k3dEnvironment(
  name = "development",
  cluster: Partial<K3dEnvironment["cluster"]> = {},
  rest: Partial<K3dEnvironment> = {},
): K3dEnvironment {
  return {
    ...base,
    name,
    kind: "k3d",
    cluster: {
      version: "v1.35.4+k3s1",
      servers: 1,
      agents: 0,
      apiPort: 6550,
      registryPort: 5001,
      ports: [],
      disable: [],
      ...cluster,
    },
    ...rest,
  };
}

type Network = EksEnvironment["network"];
/** A network that the environment makes. */
export type NewNetwork = Extract<Network, { readonly vpc: "new" }>;

/** A network of three zones as config/ gives it, with everything at its default. */
export function newNetwork(changes: Partial<NewNetwork> = {}): NewNetwork {
  return {
    vpc: "new",
    cidr: "10.20.0.0/16",
    zones: { a: { slot: 0 }, b: { slot: 1 }, c: { slot: 2 } },
    nat: "single",
    endpoints: [],
    flowLogs: { destination: "cloudwatch", retentionDays: 365 },
    ...changes,
  };
}

/** A group of machines as config/ gives it, with everything at its default. */
export function nodeGroup(
  changes: Partial<EksEnvironment["cluster"]["nodeGroups"][string]> = {},
): EksEnvironment["cluster"]["nodeGroups"][string] {
  return {
    amiType: "BOTTLEROCKET_ARM_64",
    instanceTypes: ["m7g.large"],
    capacityType: "ON_DEMAND",
    minSize: 3,
    maxSize: 6,
    diskSizeGiB: 50,
    labels: {},
    taints: {},
    maxUnavailablePercentage: 33,
    ...changes,
  };
}

/** An EKS environment as config/ gives it, with everything at its default. */
export function eksEnvironment(
  name = "production",
  cluster: Partial<EksEnvironment["cluster"]> = {},
  rest: Partial<EksEnvironment> = {},
): EksEnvironment {
  return {
    ...base,
    name,
    kind: "eks",
    aws: { account: "111122223333", region: "eu-central-1" },
    network: newNetwork(),
    cluster: {
      version: "1.35",
      publicAccess: [],
      serviceCidr: "172.20.0.0/16",
      logRetentionDays: 365,
      extendedSupport: false,
      deletionProtection: true,
      tunnel: true,
      access: {},
      addOns: {
        "vpc-cni": { version: "v1.21.1-eksbuild.7" },
        "kube-proxy": { version: "v1.35.3-eksbuild.2" },
        coredns: { version: "v1.14.2-eksbuild.4" },
        "eks-pod-identity-agent": { version: "v1.3.10-eksbuild.3" },
        "aws-ebs-csi-driver": { version: "v1.59.0-eksbuild.1" },
        "metrics-server": { version: "v0.8.1-eksbuild.4" },
      },
      nodeGroups: { general: nodeGroup() },
      ...cluster,
    },
    data: { images: {}, zone: "existing", certificate: false },
    ...rest,
  };
}
