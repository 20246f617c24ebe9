import { clusterFacts } from "../../../constructs/gitops/cluster-facts";
import type { Values } from "../../../constructs/gitops/values";
import type { Dns, Surroundings } from "../../surroundings";
import { byIdentity } from "../dns/access";
import { CLOUDFLARE_TOKEN, ROUTE53_KEY } from "../dns/secrets";
import { HTTP_LISTENER } from "../gateway/names";
import { parentRef } from "../gateway/references";

/**
 * How Let's Encrypt sees that a name is ours: by a record where the name lies in the zone that the platform writes,
 * which gives wildcards and needs nothing to be reachable; by an answer of the Gateway for every other name.
 */
export function solvers(surroundings: Surroundings): Values[] {
  const { dns } = surroundings;
  return dns === undefined ? [byAnswer] : [byRecord(surroundings, dns), byAnswer];
}

const byAnswer: Values = {
  http01: {
    gatewayHTTPRoute: {
      parentRefs: [parentRef(HTTP_LISTENER)],
    },
  },
};

function byRecord({ cloud }: Surroundings, dns: Dns): Values {
  const selector = { dnsZones: [dns.zone] };
  switch (dns.provider) {
    case "cloudflare":
      return { selector, dns01: { cloudflare: { apiTokenSecretRef: CLOUDFLARE_TOKEN } } };
    case "route53":
      return {
        selector,
        dns01: { route53: { region: dns.region, ...(byIdentity({ cloud, dns }) === undefined ? fromOutside : {}) } },
      };
    case "azure":
      if (cloud.kind !== "azure") throw new Error("cert-issuers has no identity here.");
      return {
        selector,
        dns01: {
          azureDNS: {
            environment: "AzurePublicCloud",
            subscriptionID: dns.subscription,
            resourceGroupName: dns.resourceGroup,
            hostedZoneName: dns.zone,
            managedIdentity: { clientID: clusterFacts.read("certManagerClientId") },
          },
        },
      };
  }
}

const fromOutside: Values = {
  accessKeyIDSecretRef: { name: ROUTE53_KEY.name, key: ROUTE53_KEY.id },
  secretAccessKeySecretRef: { name: ROUTE53_KEY.name, key: ROUTE53_KEY.secret },
};
