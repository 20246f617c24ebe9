import type { Values } from "../constructs/gitops/values";
import type { KubernetesObject } from "./kubernetes";

/** A namespace that the registry makes before anything is put into it. */
export interface Namespace {
  readonly name: string;
  /** The Pod Security Standard that is enforced in it. */
  readonly podSecurity: "restricted" | "baseline" | "privileged";
  /** It holds data: it stays when the last thing in it leaves the registry. */
  readonly keep: boolean;
  readonly labels?: Readonly<Record<string, string>>;
}

/** Each namespace once, by name. Throws where two that share one don't agree on its Pod Security Standard. */
export function mergeNamespaces(all: readonly Namespace[]): Namespace[] {
  const found = new Map<string, Namespace>();
  for (const one of all) {
    const before = found.get(one.name);
    if (before !== undefined && before.podSecurity !== one.podSecurity) {
      throw new Error(`Namespace ${one.name} can't be both ${before.podSecurity} and ${one.podSecurity}.`);
    }
    found.set(one.name, { ...one, ...before, keep: one.keep || (before?.keep ?? false) });
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The Namespace object; pods that break the standard are refused, and told so beforehand when they are applied. */
export function namespaceObject({ name, podSecurity, labels }: Namespace, annotations: Values = {}): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: {
      name,
      labels: {
        "pod-security.kubernetes.io/enforce": podSecurity,
        "pod-security.kubernetes.io/warn": podSecurity,
        ...labels,
      },
      ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
    },
  };
}
