import type { Followed } from "./bootstrap";
import type { KubernetesObject } from "./kubernetes-object";
import type { Values } from "./values";

/** The cluster that Argo CD itself runs in. */
export const IN_CLUSTER = "https://kubernetes.default.svc";

/** Name of the one Application that the bootstrap makes; it renders all others. */
export const ROOT_APPLICATION = "root";

/** The AppProject of everything that the platform itself runs. */
export const PLATFORM_PROJECT = "platform";

/** Never given up, with pauses up to five minutes, and always with the newest commit. */
export const RETRY: Values = {
  limit: -1,
  refresh: true,
  backoff: { duration: "10s", factor: 2, maxDuration: "5m" },
};

/**
 * Argo CD does not delete such an object, neither because it left the registry nor together with its Application; and
 * one that stayed is no difference from the registry.
 */
export const KEEP: Values = {
  "argocd.argoproj.io/sync-options": "Prune=false,Delete=false",
  "argocd.argoproj.io/compare-options": "IgnoreExtraneous",
};

/** The order within a sync of the root Application: a wave is healthy before the next one begins. */
export function wave(number: number): Values {
  return { "argocd.argoproj.io/sync-wave": String(number) };
}

/** Projects come before every component. */
export const PROJECT_WAVE = -100;

/** The root Application comes alone and last: a sync waits for the health of all but its last wave, and it is not its own. */
const ROOT_WAVE = 1000;

/** The form in which Argo CD names a repository: an OCI registry without its scheme. */
export function argoCdRepository(url: string): string {
  return url.replace(/^oci:\/\//, "");
}

/** The engine's own cluster, as it knows it. */
export function ownCluster({ clusterArn }: Followed): string {
  return clusterArn ?? IN_CLUSTER;
}

/**
 * Argo CD that AWS runs lets a project have Applications only where the project says so, even in the namespace of its own.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/argocd-comparison.html
 */
export function applicationNamespaces({ clusterArn, namespace }: Followed): Values {
  return clusterArn === undefined ? {} : { sourceNamespaces: [namespace] };
}

/** What the platform's Applications may do: anything in this cluster, from known places only. */
export function platformProject(bootstrap: Followed): KubernetesObject {
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "AppProject",
    metadata: {
      name: PLATFORM_PROJECT,
      namespace: bootstrap.namespace,
      annotations: { ...wave(PROJECT_WAVE), ...KEEP },
    },
    spec: {
      description: "The platform's own components, from the registry of this environment.",
      sourceRepos: [...new Set(bootstrap.sources.map(argoCdRepository))].sort(),
      ...applicationNamespaces(bootstrap),
      destinations: [{ server: ownCluster(bootstrap), namespace: "*" }],
      clusterResourceWhitelist: [{ group: "*", kind: "*" }],
    },
  };
}

/** Argo CD makes this project by itself and lets it do everything. Here it may do nothing: name a project. */
export function defaultProject(bootstrap: Followed): KubernetesObject {
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "AppProject",
    metadata: { name: "default", namespace: bootstrap.namespace, annotations: { ...wave(PROJECT_WAVE), ...KEEP } },
    spec: { description: "Unused: every Application names its project.", sourceRepos: [], destinations: [] },
  };
}

/**
 * The Application on the environment's folder of the registry, with the cluster facts as its parameters.
 *
 * It renders itself too, with the facts it was given: so a new revision or repository in the environment file reaches
 * it from the registry, and a new fact from the bootstrap, and neither undoes the other. It has no finalizer: deleting
 * it by accident leaves everything running.
 */
export function rootApplication(bootstrap: Followed): KubernetesObject {
  const facts = Object.entries(bootstrap.facts).sort(([a], [b]) => (a < b ? -1 : 1));
  const parameters = facts.map(([name, value]) => ({ name: `facts.${name}`, value, forceString: true }));
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: {
      name: ROOT_APPLICATION,
      namespace: bootstrap.namespace,
      annotations: { ...wave(ROOT_WAVE), ...KEEP },
    },
    spec: {
      project: PLATFORM_PROJECT,
      source: {
        repoURL: bootstrap.repository,
        targetRevision: bootstrap.revision,
        path: bootstrap.path,
        ...(parameters.length > 0 ? { helm: { parameters } } : {}),
      },
      destination: { server: ownCluster(bootstrap), namespace: bootstrap.namespace },
      syncPolicy: { automated: { prune: true, selfHeal: true }, retry: RETRY },
    },
  };
}
