import type { Construct } from "constructs";
import { engineBootstrap } from "../catalog/inventory";
import type { K3sEnvironment, Organization } from "../config";
import type { K3sClusterProps } from "../constructs/k3s/cluster-props";
import { K3sCluster } from "../constructs/k3s/k3s-cluster";
import type { K3sNode } from "../constructs/k3s/node";
import { BaseStack } from "./base-stack";
import { environmentProps } from "./environment-props";
import { neededSecrets } from "./variables";

/** A k3s cluster on machines reached by SSH, with the GitOps engine that pulls the rest. */
export class K3sStack extends BaseStack {
  constructor(scope: Construct, environment: K3sEnvironment, organization: Organization) {
    super(scope, environment.name, environmentProps(environment, organization));
    const cluster = new K3sCluster(this, "k3s", {
      ...clusterProps(environment, organization),
      secrets: this.k3sSecrets(environment),
    });
    cluster.bootstrap(engineBootstrap(environment, organization), this.repositoryCredential(environment));
    cluster.protectedAddresses.forEach((address) => {
      this.protect(address);
    });
  }

  private repositoryCredential({ gitops }: K3sEnvironment): string | undefined {
    const names = { none: undefined, token: "repository_token", ssh: "repository_ssh_key" } as const;
    const name = names[gitops.credential];
    return name && `var.${this.secret(name).friendlyUniqueId}`;
  }

  /** Declares the secrets that the environment needs, and gives the expressions that name them. */
  private k3sSecrets(environment: K3sEnvironment): K3sClusterProps["secrets"] {
    const names = new Set(neededSecrets(environment));
    const variable = (name: Parameters<BaseStack["secret"]>[0]): string => `var.${this.secret(name).friendlyUniqueId}`;
    return {
      token: variable("k3s_token"),
      registryCredentials: names.has("registry_credentials")
        ? `jsondecode(${variable("registry_credentials")})`
        : undefined,
      snapshotAccessKey: names.has("snapshot_s3_access_key") ? variable("snapshot_s3_access_key") : undefined,
      snapshotSecretKey: names.has("snapshot_s3_secret_key") ? variable("snapshot_s3_secret_key") : undefined,
    };
  }
}

/** What a cluster is made from, as its environment file says; without its secrets, which only a stack can name. */
export function clusterProps(
  environment: K3sEnvironment,
  organization: Organization,
): Omit<K3sClusterProps, "secrets"> {
  const { ssh, servers, agents, mirror, registries, ...cluster } = environment.cluster;
  const nodes = (role: K3sNode["role"], named: typeof servers): K3sNode[] =>
    Object.entries(named).map(([name, node]) => ({
      ...node,
      name,
      role,
      user: node.user ?? ssh.user,
      port: node.port ?? ssh.port,
    }));
  return {
    ...cluster,
    owner: `${organization.name}/${environment.name}`,
    nodes: [...nodes("server", servers), ...nodes("agent", agents)],
    sshTimeoutSeconds: ssh.timeoutSeconds,
    bastion: ssh.bastion,
    mirror: mirror?.replace(/\/+$/, ""),
    registries: registries && withoutCredentialFlags(registries),
  };
}

/** registries.yaml as k3s reads it: `credential` is ours, and says that the variable has this host's. */
function withoutCredentialFlags(
  registries: NonNullable<K3sEnvironment["cluster"]["registries"]>,
): Record<string, unknown> {
  const configs = Object.entries(registries.configs).map(([host, { tls }]) => [
    host,
    tls
      ? {
          tls: {
            ...(tls.caFile && { ca_file: tls.caFile }),
            ...(tls.insecureSkipVerify && { insecure_skip_verify: true }),
          },
        }
      : {},
  ]);
  return { mirrors: registries.mirrors, configs: Object.fromEntries(configs) };
}
