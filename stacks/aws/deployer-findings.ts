import type { EksEnvironment, Finding, Organization } from "../../config";
import { awsNames } from "../../config/aws-names";
import { ROLE_NAME_LIMIT } from "../../constructs/aws/identity/role";
import { ATLANTIS, githubRepository, hasDeployers } from "./deployers";
import { stateLocation } from "./state-location";

type Found = Omit<Finding, "environment">;

/** What stands against the roles in which an environment is deployed. */
export function deployerFindings(environment: EksEnvironment, organization: Organization): Found[] {
  if (!hasDeployers(environment)) return [];
  return [
    ...repositoryFindings(environment),
    ...stateFindings(environment, organization),
    ...accountFindings(environment),
    ...nameFindings(environment, organization),
  ];
}

/** The engine may read a repository that is not on GitHub. */
function repositoryFindings(environment: EksEnvironment): Found[] {
  const { github } = environment.data;
  const repository = githubRepository(environment);
  if (github === undefined || /^[\w-]+\/[\w.-]+$/.test(repository)) return [];
  const message = `is missing, and gitops.repository ("${repository}") names none on GitHub. Write for example "repository: example/platform".`;
  return [{ path: ["data", "github", "repository"], message }];
}

/** Atlantis keeps the state elsewhere by other credentials; GitHub's workflows have none. */
function stateFindings({ name, state, aws, data }: EksEnvironment, organization: Organization): Found[] {
  const located = stateLocation(state, organization.name, name, aws.account);
  if ("location" in located || (data.github === undefined && located.key === "backend")) return [];
  return [{ path: ["state", located.key], message: located.problem }];
}

/** The roles deploy themselves: none of them may assume another. */
function accountFindings({ aws, data }: EksEnvironment): Found[] {
  if (aws.roleArn === undefined || data.github === undefined) return [];
  const message =
    "stands between Terraform and the roles of data.github, which deploy themselves; leave one of them out.";
  return [{ path: ["aws", "roleArn"], message }];
}

/** Atlantis names its role in the registry, where nothing cuts a name. */
function nameFindings({ name, aws, components }: EksEnvironment, organization: Organization): Found[] {
  const { deployRole } = awsNames(organization.name, name, aws.account);
  if (!Object.hasOwn(components, ATLANTIS) || deployRole.length <= ROLE_NAME_LIMIT) return [];
  const message = `deploys in the role "${deployRole}", which is longer than the ${String(ROLE_NAME_LIMIT)} characters that IAM takes; shorten the environment's name.`;
  return [{ path: ["components", ATLANTIS], message }];
}
