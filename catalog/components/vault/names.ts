/** Where Vault lives and what its parts are called: for every file about it, and for those who speak to it. */
export const VAULT_NAMESPACE = "vault";

/** Secret with `tls.crt`, `tls.key`, and `ca.crt` of the authority that signed it. */
export const VAULT_TLS_SECRET = "vault-tls";

/** Ports of a server: for people and programs, between servers, and metrics for whoever is inside the cluster. */
export const VAULT_PORTS = { api: 8200, cluster: 8201, metrics: 8220, metricsCluster: 8221 } as const;

/** Address of whichever server is unsealed. */
export const VAULT_ADDRESS = `https://vault.${VAULT_NAMESPACE}.svc:${String(VAULT_PORTS.api)}`;

/** Name of the one server that leads, by which snapshots are taken and people look at it. */
export const VAULT_ACTIVE_HOST = `vault-active.${VAULT_NAMESPACE}.svc`;

/** For whom tokens of service accounts are made that log in to Vault: they are good for nothing else. */
export const VAULT_AUDIENCE = "vault";

/** Folders inside the server's container. */
export const VAULT_FOLDERS = { data: "/vault/data", audit: "/vault/audit", tls: "/vault/tls" } as const;

/** File of the audit device that the guide has people enable. */
export const VAULT_AUDIT_FILE = `${VAULT_FOLDERS.audit}/audit.log`;

/**
 * The image of what runs beside the servers: the command line, and a shell. The servers' own image is the chart's.
 * Chart 0.34.1 brings this version.
 */
export const VAULT_IMAGE =
  "hashicorp/vault:2.0.4@sha256:5be49781ecf78bfe775c5309c6a4d9f4e9e040b6c885c99eb2b12fb69855e1a2";
