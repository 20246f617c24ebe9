import type { Mistake } from "../../component";
import type { PolicyStatement, RoleAssignment } from "../../permissions";
import type { Dns, Surroundings } from "../../surroundings";

/** Where DNS is served and the cluster's cloud is the same, its identity may change names; no secret is needed. */
export function byIdentity({ cloud, dns }: Pick<Surroundings, "cloud" | "dns">): "aws" | "azure" | undefined {
  if (cloud.kind === "aws" && dns?.provider === "route53") return "aws";
  if (cloud.kind === "azure" && dns?.provider === "azure") return "azure";
  return undefined;
}

/** Resource id of a zone at Azure. */
export function azureZone({ zone, ...dns }: Extract<Dns, { provider: "azure" }>): string {
  return `${azureGroup(dns)}/providers/Microsoft.Network/dnszones/${zone}`;
}

/** Resource id of the group that a zone at Azure is in. */
export function azureGroup({ subscription, resourceGroup }: { subscription: string; resourceGroup: string }): string {
  return `/subscriptions/${subscription}/resourceGroups/${resourceGroup}`;
}

/** What may be given on a zone at Azure. */
export function zoneContributor(dns: Extract<Dns, { provider: "azure" }>): RoleAssignment {
  return { role: "DNS Zone Contributor", scope: azureZone(dns) };
}

/**
 * Lets records of these types and names be changed. The zone's id is the cloud's invention, so names hold the
 * statement to the environment instead.
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/specifying-conditions-route53.html
 */
export function changeRecords(types: readonly string[], names: readonly string[]): PolicyStatement {
  return {
    sid: "ChangeRecords",
    actions: ["route53:ChangeResourceRecordSets"],
    resources: ["arn:aws:route53:::hostedzone/*"],
    conditions: {
      "ForAllValues:StringEquals": { "route53:ChangeResourceRecordSetsRecordTypes": types },
      "ForAllValues:StringLike": { "route53:ChangeResourceRecordSetsNormalizedRecordNames": names },
    },
  };
}

/** Nobody outside Azure gets at names there. */
export function azureFromOutside({ cloud, dns }: Surroundings): Mistake[] {
  if (dns?.provider !== "azure" || cloud.kind === "azure") return [];
  const message =
    "names at Azure DNS (dns.provider) are changed by an identity of AKS alone; " +
    "use it from a cluster of kind aks, or another provider.";
  return [{ message }];
}
