import { ROOT_APPLICATION } from "./argo-cd-objects";
import type { Bootstrap } from "./bootstrap";
import { CREDENTIAL_FILE, HELM_CHART_NAMESPACE, manifestFiles } from "./manifests";

/** On a HelmChart it makes k3s's helm-controller leave the release alone for ever, its deletion included. */
export const UNMANAGED = "helmcharts.helm.cattle.io/unmanaged";

/** What a delivery looks for, and what it lets go of. */
export interface Handover {
  /** Once it exists, the engine follows the registry. */
  readonly rootApplication: { readonly namespace: string; readonly name: string };
  /** The HelmChart that is marked with `annotation`. */
  readonly helmChart: { readonly namespace: string; readonly name: string };
  /** The job of the helm-controller: complete when the chart is installed. The mark deletes it, so wait for it. */
  readonly job: { readonly namespace: string; readonly name: string };
  readonly annotation: string;
  /** Everything that the delivery puts into the manifests folder and takes out of it again. */
  readonly files: readonly string[];
}

/** The names that a delivery of this bootstrap needs for "install once, then let go". */
export function handover(bootstrap: Bootstrap): Handover {
  const credential = bootstrap.credential.kind === "none" ? [] : [CREDENTIAL_FILE];
  return {
    rootApplication: { namespace: bootstrap.namespace, name: ROOT_APPLICATION },
    helmChart: { namespace: HELM_CHART_NAMESPACE, name: bootstrap.release },
    job: { namespace: HELM_CHART_NAMESPACE, name: `helm-install-${bootstrap.release}` },
    annotation: UNMANAGED,
    files: [...Object.keys(manifestFiles(bootstrap)), ...credential].sort(),
  };
}

/** What a delivery sees when it looks at a cluster. */
export interface Observed {
  readonly rootApplicationExists: boolean;
  readonly helmChartExists: boolean;
  /** The helm-controller's job has installed the chart. */
  readonly jobComplete: boolean;
  readonly helmChartUnmanaged: boolean;
  /** What the manifests folder holds of the delivery's files: nothing, what this run would write, or something else. */
  readonly files: "none" | "current" | "other";
}

/** What a delivery can do. */
export type Step = "write-files" | "wait" | "remove-files" | "mark-unmanaged" | "nothing";

/**
 * The next thing that a delivery does, until it is `nothing`: "install once, then let go" as a rule that any run, the
 * first, one after a failure or one years later, can follow from wherever the one before stopped.
 *
 * - `write-files`: put the manifests into the folder, over those of a run that failed.
 * - `wait`: k3s is installing.
 * - `remove-files`: before the mark, so that no restart of k3s applies them again; their objects stay.
 * - `mark-unmanaged`: from here on only the engine changes itself.
 */
export function nextStep(seen: Observed): Step {
  const letGo = seen.rootApplicationExists && (seen.helmChartUnmanaged || !seen.helmChartExists);
  const installed = letGo || (seen.rootApplicationExists && seen.jobComplete);
  if (!installed) return seen.files === "current" ? "wait" : "write-files";
  if (seen.files !== "none") return "remove-files";
  return letGo ? "nothing" : "mark-unmanaged";
}
