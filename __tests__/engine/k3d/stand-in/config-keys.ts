import { isObject } from "./values";

type Keys = "string" | "number" | "boolean" | "any" | readonly [Keys] | { readonly [key: string]: Keys };

const filtered = (key: string): Keys => [{ [key]: "string", nodeFilters: ["string"] }];

/**
 * Every key that k3d's config file may have.
 * Source: https://github.com/k3d-io/k3d/blob/v5.9.0/pkg/config/v1alpha5/schema.json
 */
const KEYS: Keys = {
  apiVersion: "string",
  kind: "string",
  metadata: { name: "string" },
  servers: "number",
  agents: "number",
  kubeAPI: { host: "string", hostIP: "string", hostPort: "string" },
  image: "string",
  network: "string",
  subnet: "string",
  token: "string",
  volumes: filtered("volume"),
  ports: filtered("port"),
  files: [{ source: "string", destination: "string", description: "string", nodeFilters: ["string"] }],
  env: filtered("envVar"),
  registries: {
    create: {
      name: "string",
      host: "string",
      hostPort: "string",
      image: "string",
      proxy: { remoteURL: "string", username: "string", password: "string" },
      volumes: ["string"],
      enforcePortMatch: "boolean",
    },
    use: ["string"],
    config: "string",
  },
  hostAliases: [{ ip: "string", hostnames: ["string"] }],
  options: {
    k3d: {
      wait: "boolean",
      timeout: "any",
      disableLoadbalancer: "boolean",
      disableImageVolume: "boolean",
      disableRollback: "boolean",
      loadbalancer: { configOverrides: ["string"] },
    },
    k3s: { extraArgs: filtered("arg"), nodeLabels: filtered("label") },
    kubeconfig: { updateDefaultKubeconfig: "boolean", switchCurrentContext: "boolean" },
    runtime: {
      gpuRequest: "string",
      serversMemory: "string",
      agentsMemory: "string",
      hostPidMode: "boolean",
      labels: filtered("label"),
      ulimits: [{ name: "string", soft: "number", hard: "number" }],
    },
  },
};

/** What k3d's schema has against a config file. */
export function configProblems(value: unknown, keys: Keys = KEYS, path = "(root)"): readonly string[] {
  if (keys === "any") return [];
  if (typeof keys === "string") {
    return typeof value === keys ? [] : [`${path}: Invalid type. Expected: ${keys}, given: ${typeof value}`];
  }
  if (isTuple(keys)) {
    if (!Array.isArray(value)) return [`${path}: Invalid type. Expected: array`];
    return value.flatMap((item, index) => configProblems(item, keys[0], `${path}.${String(index)}`));
  }
  if (!isObject(value)) return [`${path}: Invalid type. Expected: object`];
  return Object.entries(value).flatMap(([key, item]) => {
    const known = keys[key];
    return known === undefined
      ? [`${path}: Additional property ${key} is not allowed`]
      : configProblems(item, known, `${path}.${key}`);
  });
}

function isTuple(keys: Keys): keys is readonly [Keys] {
  return Array.isArray(keys);
}
