import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { configProblems } from "./config-keys";
import { note, refuse, volumes, type Container } from "./store";
import { at, list, text } from "./values";

/** The config file, as k3d reads it from stdin: expanded, then checked. */
export function readConfig(): unknown {
  // k3d expands variables before all else, and has no way to escape them.
  const expanded = expandVariables(readFileSync(0, "utf8"));
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

/** As Go's os.ExpandEnv: there is no way to escape a dollar sign. */
function expandVariables(content: string): string {
  return content.replace(
    /\$(?:\{(\w*)\}|(\w+)|.)/g,
    (_, braced?: string, plain?: string) => process.env[braced ?? plain ?? ""] ?? "",
  );
}

/** The containers in the order in which k3d creates them: the registry, servers, agents, the load balancer. */
export function plan(config: unknown, name: string): readonly Container[] {
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
        chosen(["options", "runtime", "labels"], "label", node).map((label) => pair(label, "=")),
      );
      if (Object.keys(own).some((key) => /^(k3[sd]\.|app$)/.test(key)))
        refuse("FATA[0000] runtime label is reserved for internal usage");
      const mounts = Object.fromEntries(chosen(["volumes"], "volume", node).map((volume) => pair(volume, ":")));
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

function pair(mapping: string, separator: string): [string, string] {
  const [key = "", value = ""] = mapping.split(separator);
  return [key, value];
}
