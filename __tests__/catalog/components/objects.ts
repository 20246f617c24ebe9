import type { Configured } from "../../../catalog/component";
import type { KubernetesObject } from "../../../catalog/kubernetes";
import type { PlacedLink } from "../../../catalog/surroundings";

/** The only object of a kind, or the one of this name. */
export function objectOf({ manifests }: Configured, kind: string, name?: string): KubernetesObject {
  const found = manifests.filter(
    (object) => object.kind === kind && (name === undefined || object.metadata.name === name),
  );
  const [object] = found;
  if (object === undefined || found.length > 1) {
    throw new Error(`${String(found.length)} objects ${kind} ${name ?? ""} among ${kindsOf({ manifests }).join(", ")}`);
  }
  return object;
}

/** Kinds and names in their order. */
export function kindsOf({ manifests }: Pick<Configured, "manifests">): string[] {
  return manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
}

/** Two pages: one whose Service speaks TLS, one whose doesn't. */
export const pages = (): readonly PlacedLink[] => [
  {
    name: "Argo CD",
    host: "argocd",
    component: "argo-cd",
    namespace: "argocd",
    service: {
      name: "argocd-server",
      port: 443,
      tls: { hostname: "argocd-server.argocd.svc", caSecret: "argocd-server-tls" },
    },
  },
  {
    name: "Grafana",
    host: "grafana",
    component: "kube-prometheus-stack",
    namespace: "monitoring",
    service: { name: "grafana", port: 80 },
  },
];

/** An environment that has every component but these. */
export const without =
  (...names: string[]) =>
  (component: string): boolean =>
    !names.includes(component);
