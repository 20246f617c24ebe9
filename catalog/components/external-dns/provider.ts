import { clusterFacts } from "../../../constructs/gitops/cluster-facts";
import type { Values } from "../../../constructs/gitops/values";
import type { KubernetesObject } from "../../kubernetes";
import type { Permissions } from "../../permissions";
import type { Dns, Surroundings } from "../../surroundings";
import { azureGroup, byIdentity, changeRecords, zoneContributor } from "../dns/access";
import { CLOUDFLARE_TOKEN, ROUTE53_KEY } from "../dns/secrets";

const AZURE_CONFIG = "azure-config";

/** Values of the chart for whoever serves the names. */
export function provider({ cloud }: Surroundings, dns: Dns): Values {
  switch (dns.provider) {
    case "cloudflare":
      return {
        provider: { name: "cloudflare" },
        env: [fromSecret("CF_API_TOKEN", CLOUDFLARE_TOKEN.name, CLOUDFLARE_TOKEN.key)],
        extraArgs: { "cloudflare-proxied": dns.proxied },
      };
    case "route53":
      return {
        provider: { name: "aws" },
        env: [
          { name: "AWS_DEFAULT_REGION", value: dns.region },
          ...(byIdentity({ cloud, dns }) === undefined
            ? [
                fromSecret("AWS_ACCESS_KEY_ID", ROUTE53_KEY.name, ROUTE53_KEY.id),
                fromSecret("AWS_SECRET_ACCESS_KEY", ROUTE53_KEY.name, ROUTE53_KEY.secret),
              ]
            : []),
        ],
        extraArgs: { "aws-zone-type": "public" },
      };
    case "azure":
      if (cloud.kind !== "azure") throw new Error("external-dns has no identity here.");
      return {
        provider: { name: "azure" },
        podLabels: { "azure.workload.identity/use": "true" },
        serviceAccount: {
          annotations: { "azure.workload.identity/client-id": clusterFacts.read("externalDnsClientId") },
        },
        extraVolumes: [{ name: AZURE_CONFIG, configMap: { name: AZURE_CONFIG } }],
        extraVolumeMounts: [{ name: AZURE_CONFIG, mountPath: "/etc/kubernetes", readOnly: true }],
      };
  }
}

function fromSecret(name: string, secret: string, key: string): Values {
  return { name, valueFrom: { secretKeyRef: { name: secret, key } } };
}

/** Where the zone is at Azure, in the file that ExternalDNS reads. It holds no secret. */
export function azureConfig(dns: Dns): KubernetesObject[] {
  if (dns.provider !== "azure") return [];
  const { tenant: tenantId, subscription: subscriptionId, resourceGroup } = dns;
  const settings = { tenantId, subscriptionId, resourceGroup, useWorkloadIdentityExtension: true };
  return [
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: AZURE_CONFIG, namespace: "external-dns" },
      data: { "azure.json": JSON.stringify(settings, undefined, 2) },
    },
  ];
}

/** @see https://kubernetes-sigs.github.io/external-dns/latest/docs/tutorials/aws/ */
export function permissions({ cloud, dns, domain }: Surroundings): Permissions {
  const serviceAccounts = ["external-dns"];
  if (dns?.provider === "azure" && cloud.kind === "azure") {
    // It looks for the zone in the list of its group.
    return { serviceAccounts, azure: [zoneContributor(dns), { role: "Reader", scope: azureGroup(dns) }] };
  }
  if (byIdentity({ cloud, dns }) !== "aws") return { serviceAccounts: [] };
  return {
    serviceAccounts,
    on: "dns",
    aws: [
      changeRecords(["A", "AAAA", "CNAME", "TXT"], [domain, `*.${domain}`]),
      {
        sid: "ReadRecords",
        actions: ["route53:ListResourceRecordSets", "route53:ListTagsForResources"],
        resources: ["arn:aws:route53:::hostedzone/*"],
      },
      { sid: "FindZones", actions: ["route53:ListHostedZones"], resources: ["*"] },
    ],
  };
}
