import { imageTag } from "../k3s/version";
import type { K3dClusterProps } from "./cluster-props";

/** Label of a k3d container that says which environment made it. k3d keeps `k3d.` and `k3s.` for itself. */
export const OWNER_LABEL = "platform.owner";

/** The folder of the first server that the cluster's claim, a volume, is mounted on. */
export const CLAIM_FOLDER = "/var/lib/platform";

/** k3d asks for `registry:2`, a tag that moves. */
const REGISTRY_IMAGE = "docker.io/library/registry:2.8.3";

/** k3d's config gives up on a cluster after this time and removes it again; a slow line needs most of it for the images. */
const TIMEOUT = "15m0s";

/** Only this machine reaches what the cluster publishes: k3d's own default is every interface. */
const LOOPBACK = "127.0.0.1";

const MAX_NAME_LENGTH = 32;
const PORT = /^(?:((?:\d{1,3}\.){3}\d{1,3}):)?(\d{1,5}:\d{1,5}(?:\/(?:tcp|udp))?)@(.+)$/;

/**
 * The config file of k3d, version `v1alpha5`, as far as it is used here.
 * Source: https://github.com/k3d-io/k3d/blob/v5.9.0/pkg/config/v1alpha5/schema.json
 */
export interface K3dConfig {
  readonly apiVersion: "k3d.io/v1alpha5";
  readonly kind: "Simple";
  readonly metadata: { readonly name: string };
  readonly servers: number;
  readonly agents: number;
  readonly image: string;
  readonly kubeAPI: { readonly hostIP: string; readonly hostPort: string };
  readonly volumes: readonly { readonly volume: string; readonly nodeFilters: readonly string[] }[];
  readonly ports: readonly { readonly port: string; readonly nodeFilters: readonly string[] }[];
  readonly registries: {
    readonly create: {
      readonly name: string;
      readonly host: string;
      readonly hostPort: string;
      readonly image: string;
    };
  };
  readonly options: {
    readonly k3d: { readonly wait: boolean; readonly timeout: string };
    readonly k3s: { readonly extraArgs: readonly { readonly arg: string; readonly nodeFilters: readonly string[] }[] };
    readonly kubeconfig: { readonly updateDefaultKubeconfig: boolean; readonly switchCurrentContext: boolean };
    readonly runtime: {
      readonly labels: readonly { readonly label: string; readonly nodeFilters: readonly string[] }[];
    };
  };
}

/** Name of the volume that says whose the cluster is, before its first container exists and after its last one has gone. */
export function claimVolume(name: string): string {
  return `k3d-${name}-owner`;
}

/**
 * Host name of the local registry, for pushes from this machine and pulls in the cluster alike: names below `localhost`
 * lead to the machine itself.
 */
export function registryHost(name: string): string {
  return `${name}-registry.localhost`;
}

/**
 * The config file for a cluster. It holds no manifests: k3d expands `$NAME` in all of it and has no way to escape that, and what
 * stands in it can't change without a new cluster.
 */
export function k3dConfig(props: K3dClusterProps): K3dConfig {
  const { name, owner } = props;
  if (name.length > MAX_NAME_LENGTH) {
    throw new Error(`"${name}" is too long for a k3d cluster: at most ${String(MAX_NAME_LENGTH)} characters.`);
  }
  return {
    apiVersion: "k3d.io/v1alpha5",
    kind: "Simple",
    metadata: { name },
    servers: props.servers,
    agents: props.agents,
    image: `rancher/k3s:${imageTag(props.version)}${props.digest ? `@${props.digest}` : ""}`,
    kubeAPI: { hostIP: LOOPBACK, hostPort: String(props.apiPort) },
    volumes: [{ volume: `${claimVolume(name)}:${CLAIM_FOLDER}`, nodeFilters: ["server:0"] }],
    ports: props.ports.map(publishedPort),
    registries: {
      create: {
        name: registryHost(name),
        host: LOOPBACK,
        hostPort: String(props.registryPort),
        image: REGISTRY_IMAGE,
      },
    },
    options: {
      k3d: { wait: true, timeout: TIMEOUT },
      k3s: {
        extraArgs: [...props.disable]
          .sort()
          .map((component) => ({ arg: `--disable=${component}`, nodeFilters: ["server:*"] })),
      },
      // People's own kubeconfig gets the context k3d-<name>, but stays on the context it is on.
      kubeconfig: { updateDefaultKubeconfig: true, switchCurrentContext: false },
      runtime: { labels: [{ label: `${OWNER_LABEL}=${owner}`, nodeFilters: ["all"] }] },
    },
  };
}

function publishedPort(mapping: string): K3dConfig["ports"][number] {
  const [, address = LOOPBACK, ports, filter] = PORT.exec(mapping) ?? [];
  if (!ports || !filter) throw new Error(`"${mapping}" is not a port mapping such as "8080:80@loadbalancer".`);
  return { port: `${address}:${ports}`, nodeFilters: [filter] };
}
