import type { Environment, Organization } from "../config";
import { awsNames } from "../config/aws-names";

/**
 * ARN of an environment's cluster where AWS runs Argo CD for it, which knows clusters by nothing else; undefined where Argo
 * CD runs in the cluster. It follows from the environment file, so the registry can name it.
 */
export function managedClusterArn(environment: Environment, organization: Organization): string | undefined {
  if (environment.kind !== "eks" || environment.cluster.managedArgoCd === undefined) return undefined;
  const { account, region } = environment.aws;
  return `arn:aws:eks:${region}:${account}:cluster/${awsNames(organization.name, environment.name, account).cluster}`;
}
