import { servedKinds, type KubeObject } from "./kinds";
import type { ClusterState } from "./state";

/** Puts an object into the cluster, as `kubectl apply` does; the answer is an error of the API server, or none. */
export function applyObject(state: ClusterState, object: KubeObject): string | undefined {
  const group = object.apiVersion.includes("/") ? (object.apiVersion.split("/")[0] ?? "") : "";
  const served = servedKinds(state.objects).find((kind) => kind.kind === object.kind && kind.group === group);
  if (served === undefined) {
    return `no matches for kind "${object.kind}" in version "${object.apiVersion}"`;
  }
  const namespace = served.namespaced ? (object.metadata.namespace ?? "default") : undefined;
  if (namespace !== undefined && findObject(state, "Namespace", undefined, namespace) === undefined) {
    return `namespaces "${namespace}" not found`;
  }
  const { namespace: _, ...rest } = object.metadata;
  const known = findObject(state, object.kind, namespace, object.metadata.name);
  const metadata = {
    ...rest,
    ...(namespace !== undefined && { namespace }),
    annotations: { ...known?.metadata.annotations, ...object.metadata.annotations },
    labels: { ...known?.metadata.labels, ...object.metadata.labels },
  };
  state.objects = [...state.objects.filter((other) => other !== known), { ...known, ...object, metadata }];
  return undefined;
}

/** An object by kind, namespace and name. */
export function findObject(
  state: ClusterState,
  kind: string,
  namespace: string | undefined,
  name: string,
): KubeObject | undefined {
  return state.objects.find(
    (object) => object.kind === kind && object.metadata.namespace === namespace && object.metadata.name === name,
  );
}
