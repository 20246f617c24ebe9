import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { parse } from "yaml";
import { configProblems } from "./config-keys";
import { containers, insideFolder, networks, note, parseFlags, refuse, volumes, wipe, type Container } from "./store";
import { at, list, text } from "./values";

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

function readConfig(): unknown {
  // k3d expands variables before all else, and has no way to escape them.
  const expanded = readFileSync(0, "utf8").replace(
    /\$(?:\{(\w*)\}|(\w+)|.)/g,
    (_, braced, plain) => process.env[braced ?? plain ?? ""] ?? "",
  );
  const config: unknown = parse(expanded);
  note("config", { config });
  const problems = configProblems(config);
  if (text(config, "apiVersion") !== "k3d.io/v1alpha5" || text(config, "kind") !== "Simple")
    refuse("FATA[0000] Cannot validate config file");
  if (problems.length > 0) refuse(`FATA[0000] Schema Validation failed for config file -: ${problems.join("; ")}`);
  if (!/^[a-z0-9][a-z0-9-]{0,31}$/.test(text(config, "metadata", "name")))
    refuse("FATA[0000] provided cluster name does not match requirements");
  return config;
}

/** The containers in the order in which k3d creates them: the registry, servers, agents, the load balancer. */
function plan(config: unknown, name: string): readonly Container[] {
  const names = [
    ...Array.from({ length: Number(at(config, "servers")) }, (_, index) => `server:${String(index)}`),
    ...Array.from({ length: Number(at(config, "agents")) }, (_, index) => `agent:${String(index)}`),
    "loadbalancer",
  ];
  const registry = at(config, "registries", "create");
  const common = { state: "created", networks: [`k3d-${name}`], mounts: {}, published: [], args: [] } as const;
  const chosen = (path: readonly string[], key: string, node: string): readonly string[] =>
    list(config, ...path)
      .filter((item) => list(item, "nodeFilters").some((filter) => selects(String(filter), node)))
      .map((item) => text(item, key));
  return [
    {
      ...common,
      name: text(registry, "name"),
      image: text(registry, "image"),
      published: [`${text(registry, "host") || "0.0.0.0"}:${text(registry, "hostPort")}`],
      labels: { app: "k3d", "k3d.cluster": name, "k3d.role": "registry" },
    },
    ...names.map((node): Container => {
      const role = node.split(":")[0] ?? "";
      const own = Object.fromEntries(
        chosen(["options", "runtime", "labels"], "label", node).map((label) => label.split(/=(.*)/s).slice(0, 2)),
      );
      if (Object.keys(own).some((key) => /^(k3[sd]\.|app$)/.test(key)))
        refuse("FATA[0000] runtime label is reserved for internal usage");
      const mounts = Object.fromEntries(
        chosen(["volumes"], "volume", node).map((volume) => volume.split(":").slice(0, 2)),
      );
      const missing = Object.keys(mounts).find((volume) => volumes.get(volume) === undefined);
      if (missing)
        refuse(
          `FATA[0000] Failed Cluster Configuration Validation: failed to validate volume mount: no volume ${missing}`,
        );
      const published = chosen(["ports"], "port", node).map((port) => port.split(":").slice(0, -1).join(":"));
      if (role === "loadbalancer")
        published.push(`${text(config, "kubeAPI", "hostIP")}:${text(config, "kubeAPI", "hostPort")}`);
      return {
        ...common,
        name: role === "loadbalancer" ? `k3d-${name}-serverlb` : `k3d-${name}-${node.replace(":", "-")}`,
        image: role === "loadbalancer" ? "ghcr.io/k3d-io/k3d-proxy" : text(config, "image"),
        labels: { ...own, app: "k3d", "k3d.cluster": name, "k3d.role": role },
        mounts,
        published,
        args: chosen(["options", "k3s", "extraArgs"], "arg", node),
      };
    }),
  ];
}

function selects(filter: string, node: string): boolean {
  if (!/^(servers?|agents?|loadbalancer|all)(:(\d+(,\d+)*|\*))?(:direct)?$/.test(filter))
    refuse(`FATA[0000] Failed to parse node filters: invalid format in '${filter}'`);
  const [group = "", subset = "*"] = filter.split(":");
  const [role = "", index = ""] = node.split(":");
  return (
    group === "all" ||
    (group.replace(/s$/, "") === role && (subset === "*" || index === "" || subset.split(",").includes(index)))
  );
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

interface Kubeconfig {
  contexts: string[];
  current: string;
}

function updateKubeconfig(name: string, config: unknown): void {
  const options = at(config, "options", "kubeconfig");
  if (at(options, "updateDefaultKubeconfig") === false) return;
  editKubeconfig((kubeconfig) => {
    kubeconfig.contexts.push(`k3d-${name}`);
    if (at(options, "switchCurrentContext") !== false) kubeconfig.current = `k3d-${name}`;
  });
}

function editKubeconfig(edit: (kubeconfig: Kubeconfig) => void): void {
  const file = process.env["KUBECONFIG"] ?? refuse("the stand-in wants a KUBECONFIG");
  const kubeconfig: Kubeconfig = existsSync(file)
    ? JSON.parse(readFileSync(file, "utf8"))
    : { contexts: [], current: "" };
  edit(kubeconfig);
  rmSync(file, { force: true });
  writeFileSync(file, JSON.stringify(kubeconfig));
}
