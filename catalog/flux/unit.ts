import type { Followed } from "../../constructs/gitops/bootstrap";
import { factsIn } from "../../constructs/gitops/cluster-facts";
import * as flux from "../../constructs/gitops/flux-objects";
import type { Values } from "../../constructs/gitops/values";
import { toYaml } from "../../constructs/gitops/yaml";
import type { HealthRule } from "../component";
import { documents, type RegistryFiles } from "../generated";
import type { KubernetesObject } from "../kubernetes";
import { healthCheck } from "./health";
import { SUBSTITUTION, withVariables } from "./substitution";

/** What one Kustomization of Flux applies and waits for. */
export interface Unit {
  readonly name: string;
  /** Units that are up before it is touched. */
  readonly dependsOn: readonly string[];
  /** Objects of each file, by its name without an ending. */
  readonly files: Readonly<Record<string, readonly KubernetesObject[]>>;
  readonly health?: readonly HealthRule[];
  /** Nothing of it is ever deleted. @default false */
  readonly keep?: boolean;
}

/** Longer than Helm waits, so that a release that fails says so itself. */
const TIMEOUT = "15m";

/** The files of a unit below the environment's folder: its Kustomization in `folder`, and what that applies. */
export function unitFiles(unit: Unit, folder: string, bootstrap: Followed): RegistryFiles {
  const { name, dependsOn, health = [], keep = false } = unit;
  const place = `manifests/${name}`;
  const files = Object.entries(unit.files).filter(([, objects]) => objects.length > 0);
  const facts = factsIn(files.map(([, objects]) => objects)).length > 0;
  const spec = {
    path: `${bootstrap.path}/${place}`,
    dependsOn,
    // Without pruning an object stays that left its component; with the policy, all of them when the component goes.
    ...(keep ? { prune: false, deletionPolicy: "Orphan" } : {}),
    ...(facts ? SUBSTITUTION : {}),
    ...(health.length > 0 ? { healthCheckExprs: health.map(healthCheck) } : {}),
  };
  return {
    [`${folder}/${name}.yaml`]: toYaml(kustomization(name, bootstrap.namespace, spec)),
    [`${place}/kustomization.yaml`]: toYaml(kustomizeFile(files.map(([file]) => `${file}.yaml`))),
    ...Object.fromEntries(
      files.map(([file, objects]) => [
        `${place}/${file}.yaml`,
        documents(objects, facts ? withVariables : (object) => toYaml(object)),
      ]),
    ),
  };
}

/** What differs between Kustomizations. */
export interface KustomizationSpec extends Values {
  /** A folder of the repository. */
  readonly path: string;
  readonly dependsOn: readonly string[];
}

/** A Kustomization of Flux: heals drift, removes what left the repository, and is ready when everything in it is. */
export function kustomization(
  name: string,
  namespace: string,
  { path, dependsOn, ...more }: KustomizationSpec,
): KubernetesObject {
  return {
    apiVersion: "kustomize.toolkit.fluxcd.io/v1",
    kind: "Kustomization",
    metadata: { name, namespace },
    spec: {
      ...(dependsOn.length > 0 ? { dependsOn: dependsOn.map((other) => ({ name: other })) } : {}),
      interval: flux.DRIFT_INTERVAL,
      retryInterval: flux.RETRY_INTERVAL,
      timeout: TIMEOUT,
      path: `./${path}`,
      prune: true,
      wait: true,
      sourceRef: { kind: "GitRepository", name: flux.PLATFORM_REPOSITORY },
      serviceAccountName: flux.KUSTOMIZE_ACCOUNT,
      ...more,
    },
  };
}

/** The list of files of a folder. Without one, Flux would take every file below it. */
export function kustomizeFile(resources: readonly string[]): Values {
  return {
    apiVersion: "kustomize.config.k8s.io/v1beta1",
    kind: "Kustomization",
    resources: [...resources].sort(),
  };
}
