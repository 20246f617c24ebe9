import type { Environment } from "../config";

/** A secret that people give to Terraform as `TF_VAR_<name>`. Nothing else in the platform takes one. */
export interface SecretVariable {
  readonly description: string;
  /** Whether an environment needs it; stacks declare no other. */
  readonly neededBy: (environment: Environment) => boolean;
}

/** All of them, by name. */
export const secretVariables = {
  k3s_token: {
    description: "Token with which servers and agents join the cluster. Any long random text; it never changes.",
    neededBy: (environment) => environment.kind === "k3s",
  },
  repository_token: {
    description: "Token that lets the GitOps engine read the repository over HTTPS.",
    neededBy: (environment) => environment.gitops.credential === "token",
  },
  repository_ssh_key: {
    description: "Private SSH key that lets the GitOps engine read the repository.",
    neededBy: (environment) => environment.gitops.credential === "ssh",
  },
  registry_credentials: {
    description: "Credentials of private image registries, as JSON: host to { username, password }.",
    neededBy: (environment) =>
      environment.kind === "k3s" &&
      Object.values(environment.cluster.registries?.configs ?? {}).some((registry) => registry.credential === true),
  },
  snapshot_s3_access_key: {
    description: "Access key of the bucket that keeps the cluster's snapshots.",
    neededBy: (environment) => environment.kind === "k3s" && environment.cluster.snapshots.s3 !== undefined,
  },
  snapshot_s3_secret_key: {
    description: "Secret key of the bucket that keeps the cluster's snapshots.",
    neededBy: (environment) => environment.kind === "k3s" && environment.cluster.snapshots.s3 !== undefined,
  },
} satisfies Record<string, SecretVariable>;

/** The name of a secret variable. */
export type SecretName = keyof typeof secretVariables;

/** All names, in the order of the table. */
export const secretNames: readonly SecretName[] = [
  "k3s_token",
  "repository_token",
  "repository_ssh_key",
  "registry_credentials",
  "snapshot_s3_access_key",
  "snapshot_s3_secret_key",
];

/** The secrets that an environment needs: what must be set as `TF_VAR_…` before its stacks are planned. */
export function neededSecrets(environment: Environment): SecretName[] {
  return secretNames.filter((name) => secretVariables[name].neededBy(environment));
}
