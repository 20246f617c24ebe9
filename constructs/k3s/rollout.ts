import type { K3sClusterProps } from "./cluster-props";
import { nodeFiles, REGISTRATION_FILE, registrationConfig, SECRET_FILES } from "./config-files";
import { internalAddress, rolloutOrder, type K3sNode } from "./node";
import { machineId, session, type ClusterContext, type Provisioner } from "./provisioners";
import { shellAssignments } from "./scripts";
import { expression, literal, quoted } from "../terraform-template";

/** Where k3s's own releases lie. */
const RELEASES = "https://github.com/k3s-io/k3s/releases/download";

/** What a rollout is triggered by: a change of any of it replaces the (create-only) resource, and the plan shows which line changed. */
export function rolloutTriggers(cluster: K3sClusterProps, node: K3sNode): Readonly<Record<string, unknown>> {
  const files = Object.entries(nodeFiles(cluster, node)).map(([path, text]) => [path, literal(text)]);
  return {
    version: cluster.version,
    machine: { host: node.address, host_key: node.hostKey },
    files: Object.fromEntries(files),
    ...(cluster.registries &&
      cluster.secrets.registryCredentials && { registries: literal(JSON.stringify(cluster.registries)) }),
  };
}

/**
 * The steps of a rollout: everything is brought and verified on the node while it still runs (`stage`), a server drains it (`release`), it
 * changes over (`switch`), and it is waited for (`accept`).
 */
export function rolloutSteps(cluster: ClusterContext, node: K3sNode): readonly Provisioner[] {
  const helper = helperOf(cluster, node);
  const witness = node.role === "server" ? node : helper;
  const about = (here: K3sNode): string => literal(shellAssignments(nodeVariables(cluster, node, here)));
  return [
    ...session(cluster, node, "stage", { "node.env": about(node), files: uploadedFiles(cluster, node) }),
    ...session(cluster, helper, "release", { "node.env": about(helper) }),
    ...session(cluster, node, "switch", { "node.env": about(node) }),
    ...session(cluster, witness, "accept", { "node.env": about(witness) }),
  ];
}

/** The server that drains a node: the first one that isn't the node itself, or the only server. */
export function helperOf(cluster: K3sClusterProps, node: K3sNode): K3sNode {
  const servers = serversOf(cluster);
  const helper = servers.find((server) => server.name !== node.name) ?? servers[0];
  if (!helper) throw new Error("A k3s cluster needs at least one server.");
  return helper;
}

/** The servers in the order of their rollout. */
export function serversOf(cluster: K3sClusterProps): readonly K3sNode[] {
  return rolloutOrder(cluster.nodes).filter((node) => node.role === "server");
}

/** Variables of the node script; none of them is secret. */
export function nodeVariables(
  cluster: K3sClusterProps,
  node: K3sNode,
  here: K3sNode = node,
): Readonly<Record<string, string>> {
  const peers = serversOf(cluster).filter((server) => server.name !== node.name);
  return {
    OWNER: cluster.owner,
    HERE: here.name,
    NODE: node.name,
    ROLE: node.role,
    SERVICE: node.role === "server" ? "k3s" : "k3s-agent",
    NODE_IP: internalAddress(node),
    MACHINE: machineId(node),
    VERSION: cluster.version,
    URL: `${cluster.mirror ?? RELEASES}/${encodeURIComponent(cluster.version)}`,
    SHA256_AMD64: cluster.checksums?.amd64 ?? "",
    SHA256_ARM64: cluster.checksums?.arm64 ?? "",
    ENDPOINT: cluster.endpoint ?? "",
    PEERS: peers.map(internalAddress).join(" "),
    DRAIN_TIMEOUT: String(cluster.drainTimeoutSeconds),
  };
}

/** The upload of `stage`: a line a file, path and base64. The files of the trigger are taken from it, so what was reviewed is what is sent. */
function uploadedFiles(cluster: K3sClusterProps, node: K3sNode): string {
  const { secrets } = cluster;
  const agentToken = `sha256("agent:\${${secrets.token}}")`;
  const lines: [path: string, code: string][] = [
    [REGISTRATION_FILE, quoted(registrationConfig(node))],
    [SECRET_FILES.agentToken, agentToken],
  ];
  if (node.role === "server") lines.push([SECRET_FILES.token, secrets.token]);
  if (node.role === "server" && cluster.snapshots.s3 && secrets.snapshotAccessKey && secrets.snapshotSecretKey) {
    const keys = `{ "etcd-s3-access-key" = ${secrets.snapshotAccessKey}, "etcd-s3-secret-key" = ${secrets.snapshotSecretKey} }`;
    lines.push([SECRET_FILES.snapshots, `jsonencode(${keys})`]);
  }
  if (cluster.registries && secrets.registryCredentials) {
    lines.push([SECRET_FILES.registries, registriesWithCredentials(secrets.registryCredentials)]);
  }
  const secretLines = lines.map(([path, code]) => `"${path} \${base64encode(${code})}"`);
  const plainLines = '[for path, text in self.triggers_replace.files : "${path} ${base64encode(text)}"]';
  return expression(`join("\\n", concat(${plainLines}, [${secretLines.join(", ")}], [""]))`);
}

/** registries.yaml (JSON is YAML) with `auth` for every host that the variable knows. */
function registriesWithCredentials(credentials: string): string {
  const base = "jsondecode(self.triggers_replace.registries)";
  const auth = `contains(keys(${credentials}), host) ? { auth = ${credentials}[host] } : {}`;
  return `jsonencode({ mirrors = ${base}.mirrors, configs = { for host, config in ${base}.configs : host => merge(config, ${auth}) } })`;
}
