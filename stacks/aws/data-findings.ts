import { catalog } from "../../catalog";
import { surroundingsOf } from "../../catalog/context";
import type { EksEnvironment, Finding, Organization } from "../../config";
import { deployerFindings } from "./deployer-findings";

type Found = Omit<Finding, "environment">;

/** What can't be of the things that outlive a cluster. */
export function dataFindings(environment: EksEnvironment, organization: Organization): Found[] {
  return [
    ...zoneFindings(environment),
    ...sharedFindings(environment, organization),
    ...bucketFindings(environment, organization),
    ...deployerFindings(environment, organization),
  ];
}

/** Only a zone in Route 53 can be made here, or prove that a certificate's domain is one's own. */
function zoneFindings({ data, dns }: EksEnvironment): Found[] {
  if (dns?.provider === "route53") return [];
  const instead = dns === undefined ? "dns is not written" : `dns.provider is ${dns.provider}`;
  const message = `needs a zone in Route 53, and ${instead}. Write dns: { provider: route53, … }, or take it out.`;
  return [
    ...(data.zone === "new" ? [{ path: ["data", "zone"], message }] : []),
    ...(data.certificate ? [{ path: ["data", "certificate"], message }] : []),
  ];
}

/** An account that nothing lives in is a mistake: most often DNS is served by somebody else. */
function sharedFindings(environment: EksEnvironment, organization: Organization): Found[] {
  const { aws, data, dns } = environment;
  if (aws.shared === undefined || Object.keys(data.images).length > 0) return [];
  const surroundings = surroundingsOf(environment, organization, catalog);
  const changesDns = Object.entries(environment.components).some(([name, chosen]) => {
    const component = catalog.find((known) => known.name === name);
    if (component === undefined || component.mistakes(surroundings, chosen).length > 0) return false;
    return component.configure(surroundings, chosen).permissions.some(({ on }) => on === "dns");
  });
  if (dns?.provider === "route53" && (data.zone === "new" || data.certificate || changesDns)) return [];
  const message =
    "is used by nothing: neither a zone in Route 53 nor image repositories (data.images) live there. Delete it, or write what does.";
  return [{ path: ["aws", "shared"], message }];
}

/** Every bucket of a component is made once, by a name that TLS can bear. */
function bucketFindings(environment: EksEnvironment, organization: Organization): Found[] {
  const surroundings = surroundingsOf(environment, organization, catalog);
  const owners = new Map<string, string>();
  return Object.entries(environment.components).flatMap(([name, chosen]) => {
    const component = catalog.find((known) => known.name === name);
    if (component === undefined || component.mistakes(surroundings, chosen).length > 0) return [];
    const { permissions } = component.configure(surroundings, chosen);
    return permissions.flatMap(({ buckets = {} }) =>
      Object.values(buckets).flatMap((bucket) => {
        const path = ["components", name];
        const owner = owners.get(bucket);
        owners.set(bucket, name);
        if (owner !== undefined) {
          return [{ path, message: `keeps things in the bucket "${bucket}", as ${owner} does; give each its own.` }];
        }
        if (!bucket.includes(".")) return [];
        return [{ path, message: `can't have the bucket "${bucket}": no certificate of S3 is for a name with dots.` }];
      }),
    );
  });
}
