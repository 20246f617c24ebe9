import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import { Release } from "@cdktf/provider-helm/lib/release";
import { Construct } from "constructs";
import { literal } from "../terraform-template";
import type { Bootstrap } from "./bootstrap";
import { repositorySecretObject, rootRelease } from "./helm-objects";
import { namespaceLabels } from "./manifests";
import { toYaml } from "./yaml";

/** Seconds that Argo CD has to come up: images are pulled to nodes that have none. */
const TIMEOUT = 900;

export interface HelmDeliveryProps {
  readonly bootstrap: Bootstrap;
  /**
   * The repository's credential, as a Terraform expression without `${}`; it reaches the cluster and no state.
   * @default - none: the repository is public
   */
  readonly credential?: string;
}

/**
 * Brings Argo CD into a cluster that has nothing but an API: its namespace, the repository's credential, its chart, and the
 * root Application. Once: what is there stays as it is whatever the environment file says later, since Argo CD manages
 * itself from the registry. The providers of Helm and Kubernetes are the stack's affair.
 */
export class HelmDelivery extends Construct {
  constructor(scope: Construct, id: string, { bootstrap, credential }: HelmDeliveryProps) {
    super(scope, id);
    const { engine, chart, values, release } = bootstrap;
    if (engine !== "argocd") throw new Error(`${this.node.path}: Flux does not come by Helm releases.`);
    const namespace = new NamespaceV1(this, "namespace", {
      metadata: { name: bootstrap.namespace, labels: { ...namespaceLabels } },
      lifecycle: { ignoreChanges: "all" },
    });
    const secret = repositorySecretObject(this, bootstrap, credential, [namespace]);
    const argoCd = new Release(this, "argo_cd", {
      name: release,
      namespace: bootstrap.namespace,
      repository: chart.repository,
      chart: chart.name,
      version: chart.version,
      values: [literal(toYaml(values))],
      timeout: TIMEOUT,
      lifecycle: { ignoreChanges: "all" },
      dependsOn: [namespace, ...secret],
    });
    rootRelease(this, bootstrap, { dependsOn: [argoCd] });
  }
}
