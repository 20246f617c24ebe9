import type { Statement } from "../policy-document";
import { mayDeployCluster } from "./apply/cluster";
import { mayDeployData } from "./apply/data";
import type { Deployment } from "./apply/deployment";
import { mayDeployNetwork } from "./apply/network";
import { denyRoles, mayDeployRoles } from "./apply/roles";
import { PLAN_STATEMENTS } from "./plan-statements";

/**
 * What Terraform calls to make, change and take down an environment on EKS, by the policy that says it: together they are longer
 * than a role's own policy may be. Reading and the state are not in it.
 *
 * It ends where roles begin: who may write the policy of a role that a machine acts in can do, by way of that machine, what the
 * role may. So who has these rights is decided with care: by the protection rules of the environment on GitHub.
 */
export function applyPolicies(deployment: Deployment): Readonly<Record<string, readonly Statement[]>> {
  return {
    network: mayDeployNetwork(deployment),
    cluster: mayDeployCluster(deployment),
    data: mayDeployData(deployment),
    roles: mayDeployRoles(deployment),
  };
}

/**
 * What a role that applies may itself: to read what a plan reads, and never to change a role that deploys.
 *
 * @param roles names of the roles that deploy.
 */
export function applyStatements(account: string, roles: readonly string[]): readonly Statement[] {
  return [...PLAN_STATEMENTS, denyRoles(account, roles)];
}
