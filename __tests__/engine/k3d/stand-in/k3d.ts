import { mkdirSync } from "node:fs";
import { editKubeconfig, updateKubeconfig } from "./kubeconfig";
import { plan, readConfig } from "./plan";
import { containers, insideFolder, networks, note, parseFlags, refuse, volumes, wipe, type Container } from "./store";
import { text } from "./values";

/** `k3d`, as far as its rules matter: which config it takes, what it makes in which order, and what it refuses or forgets. */
export function k3d(args: readonly string[]): void {
  const [noun, verb, ...more] = args;
  if (noun !== "cluster") refuse(`unknown command "${noun ?? ""}" for "k3d"`);
  if (verb === "create") create(more);
  else if (verb === "delete") remove(more);
  else refuse(`unknown command "${verb ?? ""}" for "k3d cluster"`);
}

function create(args: readonly string[]): void {
  const { flags, rest } = parseFlags(args, { "--config": "value", "-c": "value" });
  if (rest.length > 0 || flags["--config"]?.[0] !== "-") refuse("the stand-in reads its config from stdin");
  const config = readConfig();
  const name = text(config, "metadata", "name");
  if (ofCluster(name).length > 0) {
    refuse(`FATA[0000] Failed to create cluster '${name}' because a cluster with that name already exists`);
  }
  const planned = plan(config, name);
  const taken = containers.all().flatMap(({ published }) => published);
  const network = `k3d-${name}`;
  const external = networks.get(network) !== undefined;
  if (!external) networks.put({ name: network, labels: { app: "k3d" } });
  note("network", { name: network, external });
  const images = `k3d-${name}-images`;
  volumes.put({ name: images, labels: { "k3d.cluster": name } });
  note("image volume", { name: images });
  for (const container of planned) {
    const labels = { ...container.labels, "k3d.cluster.network.external": String(external) };
    containers.put({ ...container, labels });
    note("node created", { name: container.name });
    const clash = container.published.find((port) => taken.includes(port));
    if (clash) {
      deleteCluster(name);
      refuse(
        `ERRO[0001] Bind for ${clash} failed: port is already allocated\nFATA[0001] Cluster creation FAILED, all changes have been rolled back!`,
      );
    }
  }
  for (const container of ofCluster(name)) {
    containers.put({ ...container, state: "running" });
    if (container.labels["k3d.role"] === "server") startServer(container);
    note("node started", { name: container.name, image: container.image, args: container.args });
  }
  updateKubeconfig(name, config);
  note("cluster created", { name });
  process.stdout.write(`INFO[0020] Cluster '${name}' created successfully!\n`);
}

function startServer(container: Container): void {
  for (const arg of container.args) {
    if (!/^--disable=(coredns|servicelb|traefik|local-storage|metrics-server|runtimes)$/.test(arg))
      refuse(`FATA k3s: flag provided but not defined: ${arg}`);
  }
  for (const path of ["/var/lib/rancher/k3s/server/manifests", ...Object.values(container.mounts)])
    mkdirSync(insideFolder(container, path), { recursive: true });
}

function remove(args: readonly string[]): void {
  const { rest } = parseFlags(args, {});
  const [name = "k3s-default"] = rest;
  if (ofCluster(name).length === 0) {
    process.stdout.write(`INFO[0000] No nodes found for cluster '${name}', nothing to delete.\n`);
    return;
  }
  deleteCluster(name);
  process.stdout.write(`INFO[0002] Successfully deleted cluster ${name}!\n`);
}

function deleteCluster(name: string): void {
  const nodes = ofCluster(name);
  const external = nodes.some(({ labels }) => labels["k3d.cluster.network.external"] === "true");
  for (const node of [...nodes].reverse()) {
    if (node.labels["k3d.role"] === "registry" && node.networks.length > 1) continue;
    containers.delete(node.name);
    wipe("files", node.name);
    note("node deleted", { name: node.name });
  }
  if (!external && networks.get(`k3d-${name}`)) networks.delete(`k3d-${name}`);
  for (const volume of volumes.all()) {
    if (volume.labels["k3d.cluster"] === name) volumes.delete(volume.name);
  }
  editKubeconfig((kubeconfig) => {
    kubeconfig.contexts = kubeconfig.contexts.filter((context) => context !== `k3d-${name}`);
  });
  note("cluster deleted", { name });
}

/** In the order in which they were made. */
function ofCluster(name: string): readonly Container[] {
  const order = ["registry", "server", "agent", "loadbalancer"];
  const place = (container: Container): number => order.indexOf(container.labels["k3d.role"] ?? "");
  return containers
    .all()
    .filter(({ labels }) => labels["k3d.cluster"] === name)
    .sort((a, b) => place(a) - place(b));
}
