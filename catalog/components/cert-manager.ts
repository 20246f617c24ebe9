import { clusterFacts } from "../../constructs/gitops/cluster-facts";
import type { Values } from "../../constructs/gitops/values";
import { NO_OPTIONS, component } from "../define";
import type { Permissions } from "../permissions";
import type { Surroundings } from "../surroundings";
import { byIdentity, changeRecords, zoneContributor } from "./dns/access";

/** Makes and renews certificates. */
export const certManager = component({
  name: "cert-manager",
  summary: "Makes certificates and renews them.",
  group: "certificates",
  chart: { repository: "https://charts.jetstack.io", name: "cert-manager" },
  namespace: "cert-manager",
  podSecurity: "restricted",
  serverSideApply: true,
  after: ["gateway-crds", "prometheus-crds"],
  options: NO_OPTIONS,
  values: (context) => ({
    // Certificates and issuers of everybody are objects of these kinds.
    crds: { enabled: true, keep: true },
    global: { leaderElection: { namespace: "cert-manager" } },
    config: {
      apiVersion: "controller.config.cert-manager.io/v1alpha1",
      kind: "ControllerConfiguration",
      gatewayAPI: { enabled: context.has("gateway-crds") },
    },
    ...(context.dns === undefined ? {} : publicNameservers),
    ...identity(context),
    prometheus: { servicemonitor: { enabled: context.has("prometheus-crds") } },
    replicaCount: context.highAvailability ? 2 : 1,
    resources: sized("128Mi", "512Mi"),
    webhook: { replicaCount: context.highAvailability ? 3 : 1, resources: sized("64Mi", "256Mi"), ...budget(context) },
    cainjector: {
      replicaCount: context.highAvailability ? 2 : 1,
      resources: sized("128Mi", "512Mi"),
      ...budget(context),
    },
    startupapicheck: { resources: sized("32Mi", "128Mi") },
    ...budget(context),
  }),
  permissions: (context) => permissions(context),
});

const sized = (memory: string, limit: string): Values => ({
  requests: { cpu: "10m", memory },
  limits: { memory: limit },
});

const budget = ({ highAvailability }: Surroundings): Values =>
  highAvailability ? { podDisruptionBudget: { enabled: true, maxUnavailable: 1 } } : {};

/** A resolver of the cluster may answer for the zone itself, or keep the absence of a record that is just written. */
const publicNameservers: Values = {
  dns01RecursiveNameservers: "1.1.1.1:53,9.9.9.9:53",
  dns01RecursiveNameserversOnly: true,
};

/** On Azure the pod is given a token for the identity that its service account names; on AWS nothing is written. */
function identity(context: Surroundings): Values {
  if (byIdentity(context) !== "azure") return {};
  return {
    podLabels: { "azure.workload.identity/use": "true" },
    serviceAccount: { annotations: { "azure.workload.identity/client-id": clusterFacts.read("certManagerClientId") } },
  };
}

/** @see https://cert-manager.io/docs/configuration/acme/dns01/route53/ */
function permissions({ cloud, dns }: Surroundings): Permissions {
  const serviceAccounts = ["cert-manager"];
  if (dns?.provider === "azure" && cloud.kind === "azure") return { serviceAccounts, azure: [zoneContributor(dns)] };
  if (byIdentity({ cloud, dns }) !== "aws") return { serviceAccounts: [] };
  return {
    serviceAccounts,
    on: "dns",
    aws: [
      changeRecords(["TXT"], ["_acme-challenge.*"]),
      {
        sid: "ReadRecords",
        actions: ["route53:ListResourceRecordSets"],
        resources: ["arn:aws:route53:::hostedzone/*"],
      },
      { sid: "WaitForChanges", actions: ["route53:GetChange"], resources: ["arn:aws:route53:::change/*"] },
      { sid: "FindZones", actions: ["route53:ListHostedZonesByName"], resources: ["*"] },
    ],
  };
}
