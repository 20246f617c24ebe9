import type { K3dEnvironment, K3sEnvironment, Organization, Platform } from "../../config";

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
