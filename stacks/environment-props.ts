import type { Environment, Organization } from "../config";
import type { BaseStackProps } from "./base-stack";

/** The props of a stack of an environment. */
export function environmentProps(environment: Environment, organization: Organization): BaseStackProps {
  return {
    organization: organization.name,
    environment: environment.name,
    state: environment.state,
    tags: { ...organization.tags, ...environment.tags },
  };
}
