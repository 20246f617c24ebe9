import { z } from "zod";
import { field } from "../../config/schema/field";
import { mergeValues, type Values } from "../../constructs/gitops/values";
import { component } from "../define";
import type { Dns, Surroundings } from "../surroundings";
import { azureConfig, permissions, provider } from "./external-dns/provider";
import { azureFromOutside } from "./dns/access";
import { dnsSecrets } from "./dns/secrets";
import { GATEWAY } from "./gateway/names";

/** Writes the names of routes into DNS. */
export const externalDns = component({
  name: "external-dns",
  summary: "Writes the names of pages and applications into DNS.",
  group: "traffic",
  chart: { repository: "https://kubernetes-sigs.github.io/external-dns", name: "external-dns" },
  namespace: "external-dns",
  podSecurity: "restricted",
  dependsOn: { "gateway-crds": ">=1.9.0" },
  after: ["prometheus-crds"],
  options: z.strictObject({
    policy: field(
      z.enum(["upsert-only", "sync"]),
      "What happens to the record of a route that is gone: upsert-only leaves it, sync deletes it; upsert-only by default",
      "sync",
    ).default("upsert-only"),
  }),
  mistakes: (context) =>
    context.dns === undefined
      ? [{ message: "nobody serves names here; say who in dns, or leave the component out." }]
      : azureFromOutside(context),
  values: (context) => ({
    ...mergeValues(records(context, servedBy(context)), provider(context, servedBy(context))),
    policy: context.options.policy,
    resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "256Mi" } },
    serviceMonitor: { enabled: context.has("prometheus-crds") },
  }),
  manifests: (context) => azureConfig(servedBy(context)),
  secrets: dnsSecrets,
  permissions,
});

/** Without anybody the component is a mistake, and nothing of it is asked for. */
function servedBy({ dns }: Surroundings): Dns {
  if (dns !== undefined) return dns;
  throw new Error("external-dns is configured without dns.");
}

/** Which names it writes, and how it knows its own. */
function records({ environment, organization }: Surroundings, { zone }: Dns): Values {
  return {
    sources: ["gateway-httproute"],
    gatewayNamespace: GATEWAY.namespace,
    domainFilters: [zone],
    registry: "txt",
    txtOwnerId: `${organization}-${environment}`,
    // Beside its record, so that who may write below the domain may write the mark of ownership of the domain itself.
    txtPrefix: "%{record_type}-owner.",
    extraArgs: { "txt-wildcard-replacement": "any" },
    interval: "1m",
    triggerLoopOnEvent: true,
    logFormat: "json",
  };
}
