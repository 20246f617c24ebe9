import { z } from "zod";
import type { AnyObject } from "./api";

/** The kinds that something would act on in a real cluster, and what it would say when all is well. */
export interface Actor {
  /** `apis/<group>/<version>/<plural>` */
  readonly path: string;
  readonly status: (object: AnyObject) => object;
}

const NOW = "2026-01-01T00:00:00Z";

function conditions({ metadata }: AnyObject, ...types: readonly string[]) {
  return types.map((type) => ({
    type,
    status: "True",
    reason: "StandIn",
    message: "Set by the test: nothing acts on this kind here.",
    lastTransitionTime: NOW,
    observedGeneration: metadata.generation,
  }));
}

const withConditions =
  (...types: readonly string[]) =>
  (object: AnyObject) => ({ conditions: conditions(object, ...types) });

const names = z.object({ name: z.string() }).array().default([]);
const references = z.looseObject({ name: z.string() }).array().default([]);

const gateway = (object: AnyObject) => ({
  conditions: conditions(object, "Accepted", "Programmed"),
  listeners: names.parse(object.spec["listeners"]).map(({ name }) => ({
    name,
    attachedRoutes: 1,
    supportedKinds: [],
    conditions: conditions(object, "Accepted", "Programmed", "ResolvedRefs"),
  })),
});

const route = (object: AnyObject) => ({
  parents: references.parse(object.spec["parentRefs"]).map((parentRef) => ({
    parentRef,
    controllerName: "example.org/stand-in",
    conditions: conditions(object, "Accepted", "ResolvedRefs"),
  })),
});

const attached = (object: AnyObject) => ({
  ancestors: references.parse(object.spec["targetRefs"]).map(({ name, kind, group }) => ({
    ancestorRef: { name, kind, group },
    controllerName: "example.org/stand-in",
    conditions: conditions(object, "Accepted"),
  })),
});

const rolledOut = (object: AnyObject) => {
  const replicas = z.number().default(1).parse(object.spec["replicas"]);
  return {
    observedGeneration: object.metadata.generation,
    replicas,
    readyReplicas: replicas,
    updatedReplicas: replicas,
    availableReplicas: replicas,
    conditions: conditions(object, "Available").map(({ observedGeneration: _, ...condition }) => condition),
  };
};

const phase = (value: string) => () => ({ phase: value });

const GATEWAY = "apis/gateway.networking.k8s.io/v1";
const ENVOY = "apis/gateway.envoyproxy.io/v1alpha1";

/** Who acts on what. A kind that is not here gets no status, as in a cluster in which nobody runs that controller. */
export const ACTORS: readonly Actor[] = [
  ...["issuers", "clusterissuers", "certificates"].map((plural) => ({
    path: `apis/cert-manager.io/v1/${plural}`,
    status: withConditions("Ready"),
  })),
  ...["originissuers", "clusteroriginissuers"].map((plural) => ({
    path: `apis/cert-manager.k8s.cloudflare.com/v1/${plural}`,
    status: withConditions("Ready"),
  })),
  // No Secret comes of it: there is no Vault that would hold one.
  ...["externalsecrets", "clustersecretstores", "secretstores"].map((plural) => ({
    path: `apis/external-secrets.io/v1/${plural}`,
    status: withConditions("Ready"),
  })),
  { path: `${GATEWAY}/gatewayclasses`, status: withConditions("Accepted") },
  { path: `${GATEWAY}/gateways`, status: gateway },
  ...["httproutes", "grpcroutes"].map((plural) => ({ path: `${GATEWAY}/${plural}`, status: route })),
  { path: `${GATEWAY}/backendtlspolicies`, status: attached },
  ...["clienttrafficpolicies", "securitypolicies", "backendtrafficpolicies"].map((plural) => ({
    path: `${ENVOY}/${plural}`,
    status: attached,
  })),
  ...["clusterpolicies", "policies"].map((plural) => ({
    path: `apis/kyverno.io/v1/${plural}`,
    status: (object: AnyObject) => ({ ready: true, conditions: conditions(object, "Ready") }),
  })),
  ...["validatingpolicies", "imagevalidatingpolicies", "mutatingpolicies", "generatingpolicies"].map((plural) => ({
    path: `apis/policies.kyverno.io/v1/${plural}`,
    status: () => ({ conditionStatus: { ready: true } }),
  })),
  { path: "apis/velero.io/v1/backupstoragelocations", status: phase("Available") },
  { path: "apis/velero.io/v1/schedules", status: phase("Enabled") },
  ...["prometheuses", "alertmanagers"].map((plural) => ({
    path: `apis/monitoring.coreos.com/v1/${plural}`,
    status: withConditions("Available", "Reconciled"),
  })),
  { path: "apis/apps/v1/deployments", status: rolledOut },
  { path: "apis/apps/v1/statefulsets", status: rolledOut },
  { path: "api/v1/persistentvolumeclaims", status: phase("Bound") },
];
