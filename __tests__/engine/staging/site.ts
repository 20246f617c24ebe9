import { Cluster, type TimelineEvent } from "../k3s/cluster";
import { startEndpoint, type Endpoint } from "../k3s/endpoint";
import type { Machine } from "../k3s/machine/machine";
import { startMirror, type Mirror } from "../k3s/mirror";
import { startNodes, type Nodes } from "../k3s/nodes";
import { PlatformCopy, type Result } from "./platform";

/** Versions that the mirror has: two patches of a minor, the next minor, and the one after. */
export const VERSIONS = {
  old: "v1.34.9+k3s1",
  first: "v1.35.4+k3s1",
  patch: "v1.35.5+k3s1",
  next: "v1.36.1+k3s1",
  skipped: "v1.37.0+k3s1",
};

/** Secrets of the tests: texts that must turn up nowhere but in files that only root can read. */
export const SECRETS = {
  token: "join-token-a8f3c1d94b7e",
  registryPassword: "registry-password-51c09e",
  accessKey: "access-key-7d21b6",
  secretKey: "secret-key-e94f03",
};

/** A node of the environment file, by the machine that it runs on. */
export interface NodeSpec {
  readonly machine?: string;
  readonly privateAddress?: string;
  readonly [setting: string]: unknown;
}

/** What a test says about the environment; the rest is the same for all. */
export interface StagingSpec {
  readonly version?: string;
  readonly servers: Readonly<Record<string, NodeSpec>>;
  readonly agents?: Readonly<Record<string, NodeSpec>>;
  readonly cluster?: object;
  readonly [setting: string]: unknown;
}

/** Machines, a mirror, an endpoint and a copy of the platform: everything that a life of staging needs. */
export class Site {
  private constructor(
    readonly nodes: Nodes,
    readonly cluster: Cluster,
    readonly mirror: Mirror,
    readonly endpoint: Endpoint,
    readonly platform: PlatformCopy,
    private readonly engine: string,
    private readonly settings: object,
  ) {}

  /** @param settings of the cluster, in every environment file of the site */
  static async start(engine: string, machines: readonly string[], settings: object = {}): Promise<Site> {
    const nodes = await startNodes({ machines, hosts: (network) => ({ "k3s.test": `${network}.200` }) });
    const endpoint = await startEndpoint(`${nodes.network}.200`, []);
    const mirror = await startMirror(Object.values(VERSIONS));
    const cluster = new Cluster(nodes);
    const keys = { accessKey: SECRETS.accessKey, secretKey: SECRETS.secretKey };
    cluster.prepare({
      buckets: { snapshots: keys },
      charts: {
        "argo-cd": {
          objects: [
            definition("Application", "applications", "argoproj.io"),
            definition("AppProject", "appprojects", "argoproj.io"),
          ],
        },
        flux: {
          objects: [
            definition("GitRepository", "gitrepositories", "source.toolkit.fluxcd.io"),
            definition("Kustomization", "kustomizations", "kustomize.toolkit.fluxcd.io"),
          ],
        },
      },
    });
    const platform = new PlatformCopy({
      ...process.env,
      SSH_AUTH_SOCK: nodes.agentSocket,
      TF_VAR_k3s_token: SECRETS.token,
      TF_VAR_registry_credentials: JSON.stringify({
        "registry.example.org": { username: "platform", password: SECRETS.registryPassword },
      }),
      TF_VAR_snapshot_s3_access_key: SECRETS.accessKey,
      TF_VAR_snapshot_s3_secret_key: SECRETS.secretKey,
      TERRAFORM_BINARY_NAME: engine,
      CHECKPOINT_DISABLE: "1",
      NO_COLOR: "1",
      CI: "1",
    });
    return new Site(nodes, cluster, mirror, endpoint, platform, engine, settings);
  }

  /** Synthesizes the environment; fails the test when that is refused. */
  async describe(spec: StagingSpec): Promise<void> {
    const { status, output } = await this.synthesize(spec);
    if (status !== 0) throw new Error(output);
  }

  /** Writes the environment file, synthesizes it, and lets the endpoint know the servers. */
  async synthesize({
    version = VERSIONS.first,
    servers,
    agents = {},
    cluster = {},
    ...rest
  }: StagingSpec): Promise<Result> {
    const place = (nodes: Readonly<Record<string, NodeSpec>>): object =>
      Object.fromEntries(Object.entries(nodes).map(([name, node]) => [name, this.place(name, node)]));
    const several = Object.keys(servers).length > 1;
    this.endpoint.forwardTo(
      Object.entries(servers).map(([name, node]) => node.privateAddress ?? this.machine(name, node).privateAddress),
    );
    const sha256 = this.mirror.checksum(version);
    return this.platform.synthesize({
      kind: "k3s",
      domain: "staging.example.org",
      state: { backend: "local" },
      gitops: { engine: "argocd", repository: "example/platform", revision: "main" },
      components: { "argo-cd": { version: "10.1.1" } },
      exceptions: { "K3S-01": { reason: "the tests shrink a cluster", expires: "2099-01-01" } },
      ...rest,
      cluster: {
        version,
        ...(several && { endpoint: "k3s.test" }),
        ssh: { user: "ubuntu", timeoutSeconds: 10 },
        mirror: this.mirror.url,
        checksums: { amd64: sha256 },
        flannelBackend: "vxlan",
        servers: place(servers),
        agents: place(agents),
        drainTimeoutSeconds: 10,
        ...this.settings,
        ...cluster,
      },
    });
  }

  private machine(name: string, node: NodeSpec): Machine {
    return this.nodes.machine(node.machine ?? name);
  }

  private place(name: string, node: NodeSpec): object {
    const { machine: _, ...settings } = node;
    const { address, privateAddress, port, hostKey } = this.machine(name, node);
    return { address, privateAddress, port, hostKey, ...settings };
  }

  /** `init` and another command of the engine in the stack's folder. */
  async terraform(...args: readonly string[]): Promise<Result> {
    const init = await this.platform.run(this.engine, ["init", "-input=false", "-no-color"], this.platform.stack);
    if (init.status !== 0) return init;
    return this.platform.run(this.engine, [...args, "-no-color"], this.platform.stack);
  }

  apply(...args: readonly string[]): Promise<Result> {
    return this.terraform("apply", "-auto-approve", "-input=false", ...args);
  }

  /** Starts an apply, waits until the timeline has an event, and kills it with SIGKILL, its children too. */
  async killDuringApply(when: (event: TimelineEvent) => boolean): Promise<void> {
    await this.platform.run(this.engine, ["init", "-input=false"], this.platform.stack);
    const before = this.cluster.timeline().length;
    const args = ["apply", "-auto-approve", "-input=false", "-no-color", "-lock=false"];
    const { process: child, end } = this.platform.start(this.engine, args, this.platform.stack);
    while (!this.cluster.timeline().slice(before).some(when) && child.exitCode === null) await pause(50);
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    await end;
  }

  /** Does something with other environment variables. */
  async with<T>(variables: Readonly<Record<string, string>>, action: () => Promise<T>): Promise<T> {
    const before = { ...this.platform.environment };
    Object.assign(this.platform.environment, variables);
    try {
      return await action();
    } finally {
      Object.assign(this.platform.environment, before);
    }
  }

  /** Events since a mark, in short. */
  since(mark: number, ...events: readonly string[]): readonly string[] {
    const lines = this.cluster.timeline().slice(mark);
    return lines
      .filter((line) => events.length === 0 || events.includes(line.event))
      .map((line) => `${line.event} ${line.node}`);
  }

  get mark(): number {
    return this.cluster.timeline().length;
  }

  async stop(): Promise<void> {
    this.platform.remove();
    await Promise.all([this.endpoint.stop(), this.mirror.stop(), this.nodes.stop()]);
  }
}

/** A custom resource definition that an engine's chart brings, as far as the stand-in looks at it. */
function definition(
  kind: string,
  plural: string,
  group: string,
): { apiVersion: string; kind: string; metadata: { name: string }; spec: object } {
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: `${plural}.${group}` },
    spec: { group, scope: "Namespaced", names: { kind, plural } },
  };
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
