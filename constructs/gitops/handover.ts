import { ROOT_APPLICATION } from "./argo-cd-objects";
import type { Bootstrap, Engine, Followed } from "./bootstrap";
import { ROOT_KUSTOMIZATION } from "./flux-objects";
import { credentialFile, HELM_CHART_NAMESPACE, manifestFiles } from "./manifests";

/** On a HelmChart it makes k3s's helm-controller leave the release alone for ever, its deletion included. */
export const UNMANAGED = "helmcharts.helm.cattle.io/unmanaged";

/**
 * What a delivery looks for, and what it lets go of. The rule, which holds for the first run, for one after a failure
 * and for one years later:
 *
 * 1. While the root object does not exist or the job is not complete, write the files, over older ones.
 * 2. Then remove them, so that no restart of k3s applies them again; their objects stay.
 * 3. Then put the annotation on the HelmChart: from here on only the engine changes itself.
 * 4. A HelmChart with the annotation, or none beside a root object, means that there is nothing to do.
 */
export interface Handover {
  /** Once it exists, the engine follows the registry: Argo CD's root Application, Flux's root Kustomization. */
  readonly root: { readonly resource: string; readonly namespace: string; readonly name: string };
  /** The HelmChart that is marked with `annotation`. */
  readonly helmChart: { readonly namespace: string; readonly name: string };
  /** The job of the helm-controller: complete when the chart is installed. The mark deletes it, so wait for it. */
  readonly job: { readonly namespace: string; readonly name: string };
  readonly annotation: string;
  /** Everything that the delivery puts into the manifests folder and takes out of it again. */
  readonly files: readonly string[];
}

/** Resources are named with their groups: other groups have some of the same name. */
const ROOTS = {
  argocd: { resource: "applications.argoproj.io", name: ROOT_APPLICATION },
  flux: { resource: "kustomizations.kustomize.toolkit.fluxcd.io", name: ROOT_KUSTOMIZATION },
} as const satisfies Record<Engine, object>;

/** The names that a delivery of this bootstrap needs for "install once, then let go". */
export function handover(bootstrap: Bootstrap): Handover {
  const credential = bootstrap.credential.kind === "none" ? [] : [credentialFile(bootstrap)];
  return {
    root: rootObject(bootstrap),
    helmChart: { namespace: HELM_CHART_NAMESPACE, name: bootstrap.release },
    job: installJob(bootstrap),
    annotation: UNMANAGED,
    files: [...Object.keys(manifestFiles(bootstrap)), ...credential].sort(),
  };
}

/** {@link Handover.root}, whoever runs the engine. */
export function rootObject({ namespace, engine }: Followed): Handover["root"] {
  return { namespace, ...ROOTS[engine] };
}

/** {@link Handover.job}, which only k3s has. */
export function installJob({ release }: Followed): Handover["job"] {
  return { namespace: HELM_CHART_NAMESPACE, name: `helm-install-${release}` };
}
