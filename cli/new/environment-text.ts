/** A machine of a new environment. */
export interface Server {
  readonly name: string;
  readonly address: string;
  readonly hostKey: string;
}

/** What a new environment's file says. */
export type EnvironmentFacts = {
  readonly name: string;
  readonly domain: string;
  /** The environment that its versions are from. */
  readonly from: string;
  /** Of k3s. */
  readonly version: string;
  /** Entries of that environment's file by key, as they stand there; empty where it has none. */
  readonly copied: Readonly<Record<string, string>>;
} & (
  | { readonly kind: "k3d"; readonly ports: { readonly api: number; readonly registry: number } }
  | { readonly kind: "k3s"; readonly servers: readonly Server[] }
);

/** The file of a new environment, with the comments that help whoever goes on with it. */
export function environmentText(facts: EnvironmentFacts): string {
  const { kind, domain, copied } = facts;
  const head = `# yaml-language-server: $schema=./schema/environment.json
${copied["extends"] ?? ""}kind: ${kind}
domain: ${domain}
`;
  const parts = [head, kind === "k3d" ? LAPTOP_STATE : FILE_STATE, cluster(facts)];
  const rest = ["dns", "gitops"].map((key) => copied[key] ?? "");
  const components = copied["components"] ?? "";
  const versions =
    components === ""
      ? ""
      : `# The versions that ${facts.from} has. From here on they come by promotion.\n${components}`;
  const last = ["applications", "tenants"].map((key) => copied[key] ?? "");
  return [...parts, ...rest, versions, ...last].filter((part) => part !== "").join("\n");
}

const LAPTOP_STATE = `# The cluster lives on this machine, so its state may too.
state: { backend: local }
`;

const FILE_STATE = `# A file beside the code, for one person. As soon as a second one deploys, move it to a bucket:
#   state: { backend: s3, bucket: example-terraform-state, region: eu-central-1, kmsKeyId: alias/example-terraform-state }
state: { backend: local }
`;

function cluster(facts: EnvironmentFacts): string {
  if (facts.kind === "k3d") {
    return `cluster:
  version: ${facts.version}
  servers: 1
  apiPort: ${facts.ports.api}
  registryPort: ${facts.ports.registry}
`;
  }
  const servers = facts.servers.map(
    ({ name, address, hostKey }) => `    ${name}:\n      address: ${address}\n      hostKey: ${hostKey}\n`,
  );
  const endpoint =
    facts.servers.length < 3
      ? ""
      : `  # A name for all servers (DNS, load balancer or virtual IP), so that no single one has to be up.
  endpoint: k3s.${facts.domain}

`;
  return `cluster:
  # Raising the version upgrades one node after the other, servers first, one minor at a time.
  version: ${facts.version}

${endpoint}  ssh: { user: ubuntu }

  # Host keys are pinned, or anybody on the way could be given the cluster's token.
  # Read one with: ssh-keyscan -t ecdsa <address> (Terraform takes a machine's ECDSA key first)
  servers:
${servers.join("")}`;
}
