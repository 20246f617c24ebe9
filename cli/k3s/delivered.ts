import type { StepState } from "../status/step";

/** Something that the GitOps engine brings into the cluster: an Application of Argo CD, a Kustomization of Flux. */
export interface Delivered {
  readonly name: string;
  readonly state: StepState;
  /** What the engine says of it. */
  readonly words: string;
}

/** How one engine says where a delivered object stands. */
interface Form {
  /** What is printed of each object, as a jsonpath with fields between bars. */
  readonly fields: string;
  readonly read: (name: string, first: string, second: string) => Delivered;
}

const READY = '.status.conditions[?(@.type=="Ready")]';

/** By the resource of the engine's root object. */
const FORMS: Readonly<Record<string, Form>> = {
  "applications.argoproj.io": {
    fields: '{.metadata.name}{"|"}{.status.sync.status}{"|"}{.status.health.status}',
    read: (name, sync, health) => ({
      name,
      state: applicationState(sync, health),
      words: `${sync || NOT_SEEN}${health ? `, ${health}` : ""}`,
    }),
  },
  "kustomizations.kustomize.toolkit.fluxcd.io": {
    fields: `{.metadata.name}{"|"}{${READY}.status}{"|"}{${READY}.reason}`,
    read: (name, ready, reason) => ({ name, state: kustomizationState(ready, reason), words: reason || NOT_SEEN }),
  },
};

const NOT_SEEN = "not looked at yet";

/** The form of a resource. */
export function formOf(resource: string): Form {
  const form = FORMS[resource];
  if (form === undefined) throw new Error(`Nobody knows how ${resource} say where they stand.`);
  return form;
}

/** Synced, OutOfSync, Unknown; Healthy, Progressing, Degraded, Missing, Suspended, Unknown; empty before the first look. */
function applicationState(sync: string, health: string): StepState {
  if (sync === "Synced" && (health === "Healthy" || health === "Suspended")) return "done";
  return health === "Degraded" || sync === "Unknown" ? "failed" : "waiting";
}

/** Reasons of a Kustomization that is not ready and needs nobody: it waits, or is being applied. */
const ON_ITS_WAY: readonly string[] = ["DependencyNotReady", "Progressing", "ProgressingWithRetry", "ArtifactFailed"];

function kustomizationState(ready: string, reason: string): StepState {
  if (ready === "True") return "done";
  return ready === "False" && !ON_ITS_WAY.includes(reason) ? "failed" : "waiting";
}
