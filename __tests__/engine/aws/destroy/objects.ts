import { stringify } from "yaml";
import { CLEANUP } from "./account";

const FINALIZERS = ["resources-finalizer.argocd.argoproj.io"];
const KEEP = { "argocd.argoproj.io/sync-options": "Prune=false,Delete=false" };

/** An Application of a folder of a repository. */
export function application(repoURL: string, name: string, path: string, metadata: object = {}): object {
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: { name, namespace: "argocd", ...metadata },
    spec: {
      project: "default",
      source: { repoURL, path, targetRevision: "main" },
      destination: { server: "https://kubernetes.default.svc", namespace: "gateway" },
      syncPolicy: { automated: { prune: true, selfHeal: true }, syncOptions: ["CreateNamespace=true"] },
    },
  };
}

/** The root, as the registry has it: kept when what brought it goes, which is itself. */
export function rootApplication(repoURL: string): object {
  return application(repoURL, "root", "applications", { annotations: KEEP });
}

/** A registry whose root brings itself, Argo CD without a finalizer, and a gateway with a load balancer. */
export function registry(repoURL: string): Readonly<Record<string, string>> {
  const gateway = {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "envoy", namespace: "gateway", finalizers: [CLEANUP] },
    spec: { type: "LoadBalancer", ports: [{ port: 443 }] },
  };
  const settings = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings", namespace: "gateway" } };
  return {
    "applications/root.yaml": stringify(rootApplication(repoURL)),
    "applications/argo-cd.yaml": stringify(application(repoURL, "argo-cd", "argo-cd")),
    "applications/gateway.yaml": stringify(application(repoURL, "gateway", "gateway", { finalizers: FINALIZERS })),
    "argo-cd/settings.yaml": stringify(settings),
    "gateway/service.yaml": stringify(gateway),
  };
}

/** A claim with its volume, as the driver of EBS would have made it for a pod that is gone. */
export function claimed(name: string, persistentVolumeReclaimPolicy: "Delete" | "Retain"): readonly object[] {
  const claimRef = { namespace: "vault", name };
  const common = { accessModes: ["ReadWriteOnce"], storageClassName: "", volumeMode: "Filesystem" };
  return [
    {
      apiVersion: "v1",
      kind: "PersistentVolume",
      metadata: { name },
      spec: {
        ...common,
        capacity: { storage: "10Gi" },
        claimRef,
        persistentVolumeReclaimPolicy,
        csi: { driver: "ebs.csi.aws.com", volumeHandle: `vol-${name}` },
      },
    },
    {
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
      metadata: { name, namespace: "vault" },
      spec: { ...common, volumeName: name, resources: { requests: { storage: "10Gi" } } },
    },
  ];
}
