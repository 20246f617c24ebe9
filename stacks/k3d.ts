import type { Construct } from "constructs";
import { engineBootstrap } from "../catalog/inventory";
import type { K3dEnvironment, Organization } from "../config";
import { K3dCluster } from "../constructs/k3d/k3d-cluster";
import { BaseStack } from "./base-stack";
import { environmentProps } from "./environment-props";
import { neededSecrets } from "./variables";

/** A k3d cluster on this machine, with the GitOps engine that pulls the rest. */
export class K3dStack extends BaseStack {
  constructor(scope: Construct, environment: K3dEnvironment, organization: Organization) {
    super(scope, environment.name, environmentProps(environment, organization));
    const cluster = new K3dCluster(this, "k3d", {
      ...environment.cluster,
      name: environment.name,
      owner: `${organization.name}/${environment.name}`,
    });
    // A k3d environment needs no other secret than the repository's, if any.
    const [credential] = neededSecrets(environment).map((name) => `var.${this.secret(name).friendlyUniqueId}`);
    cluster.bootstrap(engineBootstrap(environment, organization), credential);
  }
}
