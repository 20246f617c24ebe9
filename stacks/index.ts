import type { Construct } from "constructs";
import type { Environment, Organization, Platform } from "../config";
import { BaseStack } from "./base-stack";
import { K3sStack } from "./k3s";
import { environmentProps } from "./environment-props";

/** Makes all stacks of the platform. */
export function makeStacks(scope: Construct, { environments, organization }: Platform): void {
  for (const environment of environments) environmentStacks(scope, environment, organization);
}

/** Makes the stacks of one environment: one of its own name, and others for what lives longer or can't be done in one run. */
function environmentStacks(scope: Construct, environment: Environment, organization: Organization): void {
  switch (environment.kind) {
    case "k3s":
      new K3sStack(scope, environment, organization);
      break;
    case "k3d":
      new BaseStack(scope, environment.name, environmentProps(environment, organization));
  }
}
