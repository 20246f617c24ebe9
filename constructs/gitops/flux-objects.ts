import type { Followed } from "./bootstrap";
import type { KubernetesObject } from "./kubernetes-object";
import { REPOSITORY_SECRET } from "./repository-secret";
import type { Values } from "./values";

/** Name of the GitRepository that everything is read from: the platform's own repository. */
export const PLATFORM_REPOSITORY = "platform";

/** Name of the one Kustomization that the bootstrap makes; it applies all others. */
export const ROOT_KUSTOMIZATION = "platform";

/** Name of the ConfigMap with the cluster facts. */
export const FACTS_MAP = "cluster-facts";

/**
 * The accounts of the controllers, which may do anything. Only what the registry makes in the engine's own namespace
 * names them; whatever names none has the rights of its namespace's `default`, which has none.
 */
export const KUSTOMIZE_ACCOUNT = "kustomize-controller";
export const HELM_ACCOUNT = "helm-controller";

/** Flux does not delete such an object because it left the registry. */
export const KEEP: Values = { "kustomize.toolkit.fluxcd.io/prune": "disabled" };

/** How often a registry is compared with the cluster though neither has changed. */
export const DRIFT_INTERVAL = "10m";

/** How soon after a failure it is tried again. */
export const RETRY_INTERVAL = "1m";

/** The platform's repository, looked at for new commits every minute. */
export function rootRepository(bootstrap: Followed): KubernetesObject {
  return {
    apiVersion: "source.toolkit.fluxcd.io/v1",
    kind: "GitRepository",
    metadata: { name: PLATFORM_REPOSITORY, namespace: bootstrap.namespace, annotations: KEEP },
    spec: {
      interval: "1m",
      url: bootstrap.repository,
      ref: gitReference(bootstrap.revision),
      ...(bootstrap.credential.kind === "none" ? {} : { secretRef: { name: REPOSITORY_SECRET } }),
    },
  };
}

/**
 * The Kustomization on the environment's folder of the registry.
 *
 * It applies itself too, so that a new revision or repository in the environment file reaches it. Deleting it by
 * accident leaves everything running. It does not wait for what it applies, itself included.
 */
export function rootKustomization(bootstrap: Followed): KubernetesObject {
  return {
    apiVersion: "kustomize.toolkit.fluxcd.io/v1",
    kind: "Kustomization",
    metadata: { name: ROOT_KUSTOMIZATION, namespace: bootstrap.namespace, annotations: KEEP },
    spec: {
      interval: DRIFT_INTERVAL,
      retryInterval: RETRY_INTERVAL,
      timeout: "5m",
      path: `./${bootstrap.path}`,
      prune: true,
      deletionPolicy: "Orphan",
      sourceRef: { kind: "GitRepository", name: PLATFORM_REPOSITORY },
      serviceAccountName: KUSTOMIZE_ACCOUNT,
    },
  };
}

/** What only the cloud knows, for the components that read it. */
export function clusterFactsMap(bootstrap: Followed): KubernetesObject {
  const facts = Object.entries(bootstrap.facts).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: FACTS_MAP, namespace: bootstrap.namespace },
    data: Object.fromEntries(facts),
  };
}

/** A branch, tag or commit in Flux's form: 40 hexadecimal digits are a commit, a version is a tag, all else a branch. */
export function gitReference(revision: string): Values {
  if (/^[0-9a-f]{40}$/.test(revision)) return { commit: revision };
  if (revision.startsWith("refs/")) return { name: revision };
  return /^v?\d+\.\d+\.\d+([-+].+)?$/.test(revision) ? { tag: revision } : { branch: revision };
}

/** Flux wants an ssh:// URL where git also takes `git@host:owner/name.git`. */
export function fluxUrl(url: string): string {
  return url.replace(/^([\w.-]+@[\w.-]+):(?!\/\/)\/?/, "ssh://$1/");
}
