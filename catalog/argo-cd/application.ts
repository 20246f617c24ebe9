import * as objects from "../../constructs/gitops/argo-cd-objects";
import type { Chart, Followed } from "../../constructs/gitops/bootstrap";
import { factsIn, factTable, type FactDefinitions } from "../../constructs/gitops/cluster-facts";
import { holdsNull, type Value, type Values } from "../../constructs/gitops/values";
import { toYaml } from "../../constructs/gitops/yaml";
import type { IgnoredDifference } from "../component";
import type { KubernetesObject } from "../kubernetes";

/** What an Application brings, and how. */
export interface ApplicationProps {
  readonly name: string;
  readonly project: string;
  readonly wave: number;
  readonly sources: readonly Values[];
  /** The cluster, by the address of its API server. @default Argo CD's own, as it knows it */
  readonly server?: string;
  readonly namespace: string;
  /** Nothing of it is ever deleted with it: without the finalizer its objects stay behind. @default false */
  readonly keep?: boolean;
  /** Objects too large for a client-side apply. @default false */
  readonly serverSideApply?: boolean;
  /** Whether Argo CD makes the namespace: where the registry of this cluster doesn't. @default false */
  readonly createNamespace?: boolean;
  readonly ignoreDifferences?: readonly IgnoredDifference[];
}

/** Deletes the objects of an Application before the Application itself is gone. */
const FINALIZER = "resources-finalizer.argocd.argoproj.io";

/** One Application, which heals drift, removes what left the registry and never gives up. */
export function applicationObject(props: ApplicationProps, bootstrap: Followed): KubernetesObject {
  const { name, project, sources, namespace, keep = false, ignoreDifferences = [] } = props;
  const options = [
    ...(props.createNamespace ? ["CreateNamespace=true"] : []),
    ...(props.serverSideApply ? ["ServerSideApply=true"] : []),
    ...(ignoreDifferences.length > 0 ? ["RespectIgnoreDifferences=true"] : []),
  ];
  const [source] = sources;
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: {
      name,
      namespace: bootstrap.namespace,
      annotations: objects.wave(props.wave),
      ...(keep ? {} : { finalizers: [FINALIZER] }),
    },
    spec: {
      project,
      ...(sources.length === 1 && source !== undefined ? { source } : { sources }),
      destination: { server: props.server ?? objects.ownCluster(bootstrap), namespace },
      ...(ignoreDifferences.length > 0 ? { ignoreDifferences: ignoreDifferences.map(difference) } : {}),
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        retry: objects.RETRY,
        ...(options.length > 0 ? { syncOptions: options } : {}),
      },
    },
  };
}

/** A chart as a source. */
export function chartSource(chart: Chart, releaseName: string, values: Values): Values {
  return {
    repoURL: objects.argoCdRepository(chart.repository),
    chart: chart.name,
    targetRevision: chart.version,
    helm: { releaseName, ...helmValues(values) },
  };
}

/**
 * Values as a part of the Application, so that a diff shows them one by one. A `null` would get lost there: to the API
 * server it asks for the removal of a field, in every change of an object that is there. Within a text it is safe.
 * @see https://github.com/argoproj/argo-cd/issues/16312
 */
function helmValues(values: Values): Values {
  if (Object.keys(values).length === 0) return {};
  return holdsNull(values) ? { values: toYaml(values) } : { valuesObject: values };
}

/** A folder of this environment's registry as a source; facts that its objects read are given on as parameters. */
export function folderSource(bootstrap: Followed, path: string, content: Value, definitions: FactDefinitions): Values {
  const { read } = factTable(definitions);
  const parameters = factsIn(content).map((name) => ({ name: `facts.${name}`, value: read(name), forceString: true }));
  return {
    repoURL: bootstrap.repository,
    targetRevision: bootstrap.revision,
    path: `${bootstrap.path}/${path}`,
    ...(parameters.length > 0 ? { helm: { parameters } } : {}),
  };
}

function difference({ group, kind, name, jqPathExpressions }: IgnoredDifference): Values {
  return { group, kind, ...(name === undefined ? {} : { name }), jqPathExpressions };
}
