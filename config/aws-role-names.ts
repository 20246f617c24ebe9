/*
 * Names of IAM roles that one stack makes and another one trusts or takes. Where they are longer than IAM takes, the role and
 * its ARN are cut alike.
 */

/** The role of a service account's pods, in the account of their cluster. */
export function podRoleName(cluster: string, component: string, serviceAccount: string): string {
  return `${cluster}-${component}-${serviceAccount}`;
}

/** The role that the same pods change DNS in, where the zone is in another account; no two environments have the same. */
export function dnsRoleName(cluster: string, component: string, serviceAccount: string): string {
  return `${podRoleName(cluster, component, serviceAccount)}-dns`;
}
