import { sealBlock, type Seal } from "./seal";
import { VAULT_FOLDERS, VAULT_PORTS } from "./names";

/** What the configuration of the servers is made of. */
export interface ServerConfig {
  /** Name of the cluster, as Vault shows it. */
  readonly clusterName: string;
  readonly replicas: number;
  readonly seal: Seal;
  /** Whether Prometheus reads metrics. */
  readonly metrics: boolean;
}

/**
 * The servers' configuration in HCL. Audit devices are not part of it: Vault keeps them in its storage and takes them
 * by its API alone.
 * @see https://developer.hashicorp.com/vault/docs/configuration
 */
export function serverConfig({ clusterName, replicas, seal, metrics }: ServerConfig): string {
  return `cluster_name  = "${clusterName}"
ui            = true
disable_mlock = true

${listener(VAULT_PORTS.api, VAULT_PORTS.cluster, "")}
storage "raft" {
  path = "${VAULT_FOLDERS.data}"
${replicas > 1 ? join(replicas) : ""}}

service_registration "kubernetes" {}
${sealBlock(seal)}${metrics ? measured() : ""}`;
}

function listener(api: number, cluster: number, more: string): string {
  return `listener "tcp" {
  address         = "[::]:${String(api)}"
  cluster_address = "[::]:${String(cluster)}"
  tls_cert_file   = "${VAULT_FOLDERS.tls}/tls.crt"
  tls_key_file    = "${VAULT_FOLDERS.tls}/tls.key"
  tls_min_version = "tls12"
${more}}
`;
}

/** A new server asks each of the others until one lets it in. */
function join(replicas: number): string {
  return Array.from({ length: replicas }, (_, index) => `vault-${String(index)}.vault-internal`)
    .map(
      (host) => `
  retry_join {
    leader_api_addr       = "https://${host}:${String(VAULT_PORTS.api)}"
    leader_tls_servername = "${host}"
    leader_ca_cert_file   = "${VAULT_FOLDERS.tls}/ca.crt"
  }
`,
    )
    .join("");
}

/**
 * Metrics have a listener of their own, which the gateway does not lead to: there they need no token, on the public
 * port they do.
 */
function measured(): string {
  return `
${listener(VAULT_PORTS.metrics, VAULT_PORTS.metricsCluster, "  telemetry {\n    unauthenticated_metrics_access = true\n  }\n")}
telemetry {
  disable_hostname          = true
  prometheus_retention_time = "24h"
}
`;
}
