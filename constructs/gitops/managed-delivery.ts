import { SecretV1 } from "@cdktf/provider-kubernetes/lib/secret-v1";
import { Construct } from "constructs";
import { PLATFORM_PROJECT } from "./argo-cd-objects";
import type { Followed } from "./bootstrap";
import { repositorySecretObject, rootRelease } from "./helm-objects";

/** Name of the cluster in Argo CD, and of the Secret that says so; AWS leaves it free. */
const OWN_CLUSTER = "in-cluster";

export interface ManagedDeliveryProps {
  /** What Argo CD is to follow; with its cluster's ARN. */
  readonly followed: Followed;
  /**
   * The repository's credential, as a Terraform expression without `${}`; it reaches the cluster and no state.
   * @default - none: the repository is public
   */
  readonly credential?: string;
}

/**
 * Tells Argo CD that AWS runs beside a cluster what to follow: the root Application, the repository's credential, and the
 * cluster itself, which it doesn't know by itself. Once, and then let go. Nothing of it has pods.
 *
 * The root release comes first since it makes the namespace where there is none, which AWS does not document; Argo CD
 * looks again until the Secrets are there.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/argocd-register-clusters.html
 */
export class ManagedDelivery extends Construct {
  constructor(scope: Construct, id: string, { followed, credential }: ManagedDeliveryProps) {
    super(scope, id);
    const { clusterArn, namespace } = followed;
    if (clusterArn === undefined) {
      throw new Error(`${this.node.path}: Argo CD that AWS runs knows clusters by their ARNs, and there is none.`);
    }
    const root = rootRelease(this, followed, { createNamespace: true });
    repositorySecretObject(this, followed, credential, [root]);
    new SecretV1(this, "cluster", {
      metadata: { name: OWN_CLUSTER, namespace, labels: { "argocd.argoproj.io/secret-type": "cluster" } },
      data: { name: OWN_CLUSTER, server: clusterArn, project: PLATFORM_PROJECT },
      lifecycle: { ignoreChanges: "all" },
      dependsOn: [root],
    });
  }
}
