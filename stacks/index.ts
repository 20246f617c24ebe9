import type { Construct } from "constructs";
import type { Environment, Organization, Platform } from "../config";
import { EksStack } from "./eks";
import { EksBootstrapStack } from "./eks-bootstrap";
import { EksDataStack } from "./eks-data";
import { K3dStack } from "./k3d";
import { K3sStack } from "./k3s";
import { StateStack } from "./state";

/** Makes all stacks of the platform. */
export function makeStacks(scope: Construct, { environments, organization }: Platform): void {
  if (organization.state !== undefined) new StateStack(scope, organization, organization.state);
  for (const environment of environments) environmentStacks(scope, environment, organization);
}

/** Makes the stacks of one environment: one of its own name, and others for what lives longer or can't be done in one run. */
function environmentStacks(scope: Construct, environment: Environment, organization: Organization): void {
  switch (environment.kind) {
    case "k3s":
      new K3sStack(scope, environment, organization);
      break;
    case "k3d":
      new K3dStack(scope, environment, organization);
      break;
    case "eks":
      new EksDataStack(scope, environment, organization);
      new EksBootstrapStack(scope, environment, organization, new EksStack(scope, environment, organization));
  }
}
