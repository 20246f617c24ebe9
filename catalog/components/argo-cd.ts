import { mergeValues, type Values } from "../../constructs/gitops/values";
import { component } from "../define";
import type { Surroundings } from "../surroundings";
import { argoCdOptions, singleSignOn } from "./argo-cd/sso";

/** Argo CD, itself from the first sync on. */
export const argoCd = component({
  name: "argo-cd",
  summary: "Brings everything else into the cluster, and itself.",
  group: "delivery",
  chart: { repository: "https://argoproj.github.io/argo-helm", name: "argo-cd" },
  namespace: "argocd",
  podSecurity: "restricted",
  engine: "argocd",
  keep: true,
  after: ["prometheus-crds"],
  options: argoCdOptions,
  values: (context) => {
    const { domain, has, options, highAvailability } = context;
    return [
      ...(highAvailability ? [replicated] : []),
      ...(has("argo-cd-sso") ? [{ configs: singleSignOn(domain, options.groups) }] : []),
      ...(has("prometheus-crds") ? [monitored] : []),
    ].reduce<Values>(mergeValues, base(context));
  },
});

/**
 * An Application counts as healthy only when it is, so that a wave waits for the one before. Argo CD leaves this
 * check out since 1.8. One that has not looked at its newest version yet, or is at work on it, is not healthy either,
 * whatever its objects were before; nor is one whose manifests can't be loaded, since its chart's repository is down say.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/health/#argocd-app
 */
const APPLICATION_HEALTH = `hs = {status = "Progressing", message = ""}
if obj.status == nil or obj.status.health == nil then
  return hs
end
local compared = obj.status.sync and obj.status.sync.comparedTo or {}
local wanted = obj.spec.sources or {obj.spec.source}
local seen = compared.sources or {compared.source}
for i, source in ipairs(wanted) do
  if seen[i] and seen[i].targetRevision ~= source.targetRevision then
    hs.message = "Has not seen its newest version yet"
    return hs
  end
end
if obj.operation ~= nil then
  hs.message = "Is about to sync"
  return hs
end
local operation = obj.status.operationState or {}
if operation.phase == "Running" then
  hs.message = operation.message or ""
  return hs
end
if operation.phase == "Failed" or operation.phase == "Error" then
  hs.status = "Degraded"
  hs.message = operation.message or ""
  return hs
end
if obj.status.sync and obj.status.sync.status == "Unknown" then
  hs.message = "Its manifests can't be loaded"
  return hs
end
hs.status = obj.status.health.status
hs.message = obj.status.health.message or ""
return hs
`;

function base({ domain }: Surroundings): Values {
  return {
    // Without it the release's name comes first: argo-cd-argocd-server.
    fullnameOverride: "argocd",
    // Applications go with their definition, so it never goes: not even when a chart leaves it out. Too large for the
    // annotation of a client-side apply.
    crds: { annotations: { "argocd.argoproj.io/sync-options": "ServerSideApply=true,Prune=false,Delete=false" } },
    global: {
      domain: `argocd.${domain}`,
      // The chart opens what each part needs; everything else in the namespace is closed.
      networkPolicy: { create: true, defaultDenyIngress: true },
    },
    configs: {
      cm: {
        "application.resourceTrackingMethod": "annotation",
        "exec.enabled": false,
        "users.anonymous.enabled": false,
        // The only way in until single sign-on is there; then it goes.
        "admin.enabled": true,
        "resource.customizations.health.argoproj.io_Application": APPLICATION_HEALTH,
      },
      params: { "server.insecure": false },
      // Who has no role sees nothing.
      rbac: { "policy.default": "" },
    },
    // Comes with single sign-on, and notifications with somebody to notify: parts without a use stay out.
    dex: { enabled: false },
    notifications: { enabled: false },
  };
}

const metrics = { enabled: true, serviceMonitor: { enabled: true } };

/** The chart leaves the monitors out where their kind is not known, as when Argo CD comes into a new cluster. */
const monitored: Values = {
  controller: { metrics },
  server: { metrics },
  repoServer: { metrics },
  applicationSet: { metrics },
};

const budget = { enabled: true, maxUnavailable: 1 };

/** Every part survives the loss of one machine. Redis puts its three on different ones, so there must be three. */
const replicated: Values = {
  // One controller: further ones share out clusters, and there is one. It is back in seconds elsewhere.
  controller: { replicas: 1 },
  server: { replicas: 2, pdb: budget },
  repoServer: { replicas: 2, pdb: budget },
  applicationSet: { replicas: 2, pdb: budget },
  "redis-ha": {
    enabled: true,
    podDisruptionBudget: { maxUnavailable: 1 },
    haproxy: { podDisruptionBudget: { maxUnavailable: 1 } },
  },
  // The chart has network policies for a single Redis only.
  extraObjects: ["redis-ha", "redis-ha-haproxy"].map((app) => ({
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: `argocd-${app}`, namespace: "argocd" },
    spec: {
      podSelector: { matchLabels: { app } },
      policyTypes: ["Ingress"],
      ingress: [{ from: [{ podSelector: {} }] }],
    },
  })),
};
