import type { Bootstrap } from "./bootstrap";
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

/** Argo CD does not delete such an object, neither because it left the registry nor together with its Application. */
export const KEEP: Values = { "argocd.argoproj.io/sync-options": "Prune=false,Delete=false" };

/** What the platform's Applications may do: anything in this cluster, from known places only. */
export function platformProject(bootstrap: Bootstrap): Values {
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "AppProject",
    metadata: { name: PLATFORM_PROJECT, namespace: bootstrap.namespace, annotations: KEEP },
    spec: {
      description: "The platform's own components, from the registry of this environment.",
      sourceRepos: bootstrap.sources,
      destinations: [{ server: IN_CLUSTER, namespace: "*" }],
      clusterResourceWhitelist: [{ group: "*", kind: "*" }],
    },
  };
}

/**
 * The Application on the environment's folder of the registry, with the cluster facts as its parameters.
 *
 * It has no finalizer: deleting it by accident leaves everything running.
 */
export function rootApplication(bootstrap: Bootstrap, annotations: Values = KEEP): Values {
  const facts = Object.entries(bootstrap.facts).sort(([a], [b]) => (a < b ? -1 : 1));
  const parameters = facts.map(([name, value]) => ({ name: `facts.${name}`, value, forceString: true }));
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: { name: ROOT_APPLICATION, namespace: bootstrap.namespace, annotations },
    spec: {
      project: PLATFORM_PROJECT,
      source: {
        repoURL: bootstrap.repository,
        targetRevision: bootstrap.revision,
        path: bootstrap.path,
        ...(parameters.length > 0 ? { helm: { parameters } } : {}),
      },
      destination: { server: IN_CLUSTER, namespace: bootstrap.namespace },
      syncPolicy: { automated: { prune: true, selfHeal: true }, retry: RETRY },
    },
  };
}
