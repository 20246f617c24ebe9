import { awsNames } from "../../config/aws-names";
import { podRoleName } from "../../config/aws-role-names";
import type { EksEnvironment, Organization } from "../../config";
import type { Deployment } from "../../constructs/aws/identity/apply/deployment";
import { ApplyPolicies } from "../../constructs/aws/identity/apply-policies";
import { applyStatements } from "../../constructs/aws/identity/apply-statements";
import { DeployRole } from "../../constructs/aws/identity/deploy-role";
import { GithubOidc } from "../../constructs/aws/identity/github-oidc";
import { stateAccess } from "../../constructs/aws/identity/state-access";
import type { BaseStack } from "../base-stack";
import { stateLocation } from "./state-location";

/** The component that deploys from inside the cluster, which is also the name of its service account. */
export const ATLANTIS = "atlantis";

/** Whether anything deploys an environment that has no other rights than roles made for it. */
export function hasDeployers({ data, components }: EksEnvironment): boolean {
  return data.github !== undefined || Object.hasOwn(components, ATLANTIS);
}

/** The repository on GitHub whose workflows deploy: what the file says, or the one that the engine reads. */
export function githubRepository({ data, gitops }: EksEnvironment): string {
  return data.github?.repository ?? gitops.repository;
}

/**
 * The roles in which an environment is deployed: by GitHub's workflows, by Atlantis. They outlive the cluster that they make.
 *
 * @param buckets names of all buckets of the environment.
 */
export function addDeployers(
  stack: BaseStack,
  settings: EksEnvironment,
  organization: Organization,
  buckets: readonly string[],
): void {
  if (!hasDeployers(settings)) return;
  const { name, aws, data, components } = settings;
  const names = awsNames(organization.name, name, aws.account);
  const { arns } = new ApplyPolicies(stack, "deployment", deployment(settings, organization, buckets));
  const statements = applyStatements(aws.account, [
    `${names.cluster}-plan`,
    `${names.cluster}-apply`,
    names.deployRole,
  ]);
  const located = stateLocation(settings.state, organization.name, name, aws.account);
  const state = "location" in located ? located.location : undefined;
  if (data.github !== undefined && state !== undefined) {
    const { environment = name, providerArn } = data.github;
    new GithubOidc(stack, "github", {
      name: names.cluster,
      repository: githubRepository(settings),
      environment,
      state,
      applyStatements: statements,
      applyPolicyArns: arns,
      ...(providerArn === undefined ? {} : { providerArn }),
    });
  }
  if (Object.hasOwn(components, ATLANTIS)) {
    new DeployRole(stack, ATLANTIS, {
      name: names.deployRole,
      account: aws.account,
      assumedBy: podRoleName(names.cluster, ATLANTIS, ATLANTIS),
      statements: [...(state === undefined ? [] : stateAccess(state, "apply")), ...statements],
      policyArns: arns,
    });
  }
}

function deployment(
  { name, aws, dns }: EksEnvironment,
  organization: Organization,
  buckets: readonly string[],
): Deployment {
  return {
    name: awsNames(organization.name, name, aws.account).cluster,
    account: aws.account,
    region: aws.region,
    tags: { organization: organization.name, environment: name },
    stack: name,
    buckets,
    ...(dns?.provider === "route53" ? { zone: dns.zone } : {}),
  };
}
