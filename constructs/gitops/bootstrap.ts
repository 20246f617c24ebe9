import { factsIn, type ClusterFacts } from "./cluster-facts";
import { fluxUrl } from "./flux-objects";
import { knownHosts } from "./known-hosts";
import type { Values } from "./values";

/** Where a Helm chart comes from. */
export interface Chart {
  /** URL of the chart repository. */
  readonly repository: string;
  /** The chart's name in it. */
  readonly name: string;
  /** An exact version. */
  readonly version: string;
}

/** What pulls everything else into a cluster. */
export type Engine = "argocd" | "flux";

/** How the engine reads the repository: a public one, or by a secret that a Terraform variable holds. */
export type RepositoryCredential =
  | { readonly kind: "none" }
  | {
      /** `token`: an access token over HTTPS. `ssh`: a private deploy key. */
      readonly kind: "token" | "ssh";
      /** Name of the Terraform variable that holds it; the value itself is never part of a bootstrap. */
      readonly variable: string;
    };

/** What {@link followed} is made from. */
export interface FollowedProps {
  /** @default "argocd" */
  readonly engine?: Engine;
  /** The environment's name; it gives the folder in the registry. */
  readonly environment: string;
  /** `owner/name` on GitHub, or a repository's URL. */
  readonly repository: string;
  /** Branch, tag or commit that the engine follows. */
  readonly revision: string;
  /** @default { kind: "none" } */
  readonly credential?: RepositoryCredential;
  /** Lines of an SSH client's known_hosts for the repository's host; Flux asks for them. @default those of GitHub */
  readonly knownHosts?: readonly string[];
  /** Chart repositories that the environment's components come from. @default [] */
  readonly chartRepositories?: readonly string[];
  /** @default {} */
  readonly facts?: ClusterFacts;
  /** See {@link Followed.clusterArn}. @default - the engine runs in the cluster */
  readonly clusterArn?: string;
}

/** What {@link bootstrap} is made from. */
export interface BootstrapProps extends FollowedProps {
  /** The engine's own chart. */
  readonly chart: Chart;
  /** The chart's values, the same as in the registry. */
  readonly values: Values;
}

/** What an engine follows and with what it is told so: the same for one in the cluster and for one that a cloud runs beside it. */
export interface Followed {
  readonly engine: Engine;
  readonly environment: string;
  /** Name of the engine's Helm release, by which others are named. */
  readonly release: string;
  readonly namespace: string;
  /** URL of the repository, in the form that suits the credential. */
  readonly repository: string;
  readonly revision: string;
  /** Folder in the repository. */
  readonly path: string;
  readonly credential: RepositoryCredential;
  /** Where the credential is a key that Flux uses: lines of known_hosts. Argo CD brings such lines of its own. */
  readonly knownHosts: readonly string[];
  /** Every place that the platform's Applications may come from, sorted: the repository and the chart repositories. */
  readonly sources: readonly string[];
  readonly facts: ClusterFacts;
  /**
   * ARN of the cluster, where AWS runs Argo CD outside of it and knows clusters by their ARNs alone. Undefined for an
   * engine in the cluster itself.
   */
  readonly clusterArn?: string;
}

/**
 * Everything that brings a GitOps engine into a new cluster, as plain data. A delivery turns it into what its kind of
 * cluster understands; the registry describes the same installation, so that the engine finds nothing to change when
 * it takes itself over.
 */
export interface Bootstrap extends Followed {
  readonly chart: Chart;
  readonly values: Values;
}

/** The folder of an environment in the repository. */
export function registryPath(environment: string): string {
  return `registry/environments/${environment}`;
}

/** The Helm release of each engine, and the namespace that it lives in. */
const HOMES = {
  argocd: { release: "argo-cd", namespace: "argocd" },
  flux: { release: "flux", namespace: "flux-system" },
} as const satisfies Record<Engine, object>;

/** Describes how a GitOps engine comes into a cluster and what it then follows. */
export function bootstrap({ chart, values, ...rest }: BootstrapProps): Bootstrap {
  const [fact] = factsIn(values);
  if (fact !== undefined)
    throw new Error(`The engine's own values read the cluster fact "${fact}": it comes before them.`);
  return {
    ...followed({ ...rest, chartRepositories: [chart.repository, ...(rest.chartRepositories ?? [])] }),
    chart: { ...chart, version: exactVersion(chart) },
    values,
  };
}

/** Describes what an engine follows. */
export function followed(props: FollowedProps): Followed {
  const engine = props.engine ?? "argocd";
  const credential = props.credential ?? { kind: "none" };
  const url = repositoryUrl(props.repository, credential.kind);
  const repository = engine === "flux" ? fluxUrl(url) : url;
  return {
    engine,
    environment: props.environment,
    ...HOMES[engine],
    repository,
    revision: props.revision,
    path: registryPath(props.environment),
    credential,
    knownHosts: engine === "flux" && credential.kind === "ssh" ? knownHosts(repository, props.knownHosts) : [],
    sources: [...new Set([repository, ...(props.chartRepositories ?? [])])].sort(),
    facts: props.facts ?? {},
    ...(props.clusterArn === undefined ? {} : { clusterArn: props.clusterArn }),
  };
}

/** The URL of `owner/name` on GitHub, or the URL given, checked against the kind of credential. */
export function repositoryUrl(repository: string, credential: RepositoryCredential["kind"]): string {
  if (/^[\w.-]+\/[\w.-]+$/.test(repository)) {
    const name = repository.replace(/\.git$/, "");
    return credential === "ssh" ? `git@github.com:${name}.git` : `https://github.com/${name}.git`;
  }
  const ssh = /^(ssh:\/\/|[\w.-]+@[\w.-]+:)/.test(repository);
  const allowed = { none: /^https?:\/\//.test(repository), token: repository.startsWith("https://"), ssh }[credential];
  if (allowed) return repository;
  const form = { none: "https://…", token: "https://…", ssh: "git@host:owner/name.git or ssh://…" }[credential];
  throw new Error(`Repository "${repository}" does not go with the credential "${credential}": it needs ${form}`);
}

function exactVersion(chart: Chart): string {
  if (/^v?\d+\.\d+\.\d+([-+][\w.+-]+)?$/.test(chart.version)) return chart.version;
  throw new Error(`Chart ${chart.name}: version "${chart.version}" is not exact. Give one like 1.2.3.`);
}
