import type { EksEnvironment, Finding, Organization } from "../../config";
import { askedPermissions, type Asking } from "./asked-permissions";
import { deployerFindings } from "./deployer-findings";

type Found = Omit<Finding, "environment">;

/** What can't be of the things that outlive a cluster. */
export function dataFindings(environment: EksEnvironment, organization: Organization): Found[] {
  const asking = askedPermissions(environment, organization);
  return [
    ...zoneFindings(environment),
    ...sharedFindings(environment, asking),
    ...bucketFindings(asking),
    ...lakeFindings(environment, asking),
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
function sharedFindings({ aws, data, dns }: EksEnvironment, asking: readonly Asking[]): Found[] {
  if (aws.shared === undefined || Object.keys(data.images).length > 0) return [];
  const changesDns = asking.some(({ permissions }) => permissions.some(({ on }) => on === "dns"));
  if (dns?.provider === "route53" && (data.zone === "new" || data.certificate || changesDns)) return [];
  const message =
    "is used by nothing: neither a zone in Route 53 nor image repositories (data.images) live there. Delete it, or write what does.";
  return [{ path: ["aws", "shared"], message }];
}

/** Every bucket of a component is made once, by a name that TLS can bear. */
function bucketFindings(asking: readonly Asking[]): Found[] {
  const owners = new Map<string, string>();
  return asking.flatMap(({ name, permissions }) => {
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

/** Pods have one role each: those of a component have the component's. */
function lakeFindings({ data }: EksEnvironment, asking: readonly Asking[]): Found[] {
  const { ingestion = {}, workflows = {} } = data.lake ?? {};
  return Object.entries({ ingestion, workflows }).flatMap(([kind, entries]) =>
    Object.entries(entries).flatMap(([pods, { namespace, serviceAccounts }]) =>
      serviceAccounts.flatMap((account, index) => {
        const owner = asking.find(
          (one) =>
            one.namespace === namespace && one.permissions.some(({ serviceAccounts: own }) => own.includes(account)),
        );
        if (owner === undefined) return [];
        const message = `"${account}" is of the component ${owner.name}, and pods have one role each; give the lake's pods a service account of their own.`;
        return [{ path: ["data", "lake", kind, pods, "serviceAccounts", index], message }];
      }),
    ),
  );
}
