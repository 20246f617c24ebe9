import { dnsRoleName } from "../../config/aws-role-names";
import type { EksEnvironment } from "../../config";
import { roleArnOf } from "../../constructs/aws/identity/role";
import type { Statement } from "../../constructs/aws/policy-document";
import type { Identity } from "./identities";

type Aws = EksEnvironment["aws"];

/** The account of what environments share, and how Terraform gets into it; none where all is in the environment's own. */
export function sharedAccount({ region, shared }: Aws): (NonNullable<Aws["shared"]> & { region: string }) | undefined {
  return shared === undefined ? undefined : { ...shared, region: shared.region ?? region };
}

/** What the pods of a service account may: by their own role, or by one beside what is shared. */
export function whatPodsMay(
  { component, serviceAccount, statements, on }: Identity,
  cluster: string,
  { shared }: Aws,
): { readonly statements: readonly Statement[]; readonly targetRoleArn?: string } {
  if (shared === undefined || on === undefined) return { statements };
  return { statements: [], targetRoleArn: roleArnOf(shared.account, dnsRoleName(cluster, component, serviceAccount)) };
}

/** The same statements, which change nothing but one zone: beside it are those of other environments. Reading finds it among them. */
export function inZone(statements: readonly Statement[], zoneId: string): Statement[] {
  return statements.map((statement) =>
    statement.actions.includes("route53:ChangeResourceRecordSets")
      ? { ...statement, resources: [`arn:aws:route53:::hostedzone/${zoneId}`] }
      : statement,
  );
}
