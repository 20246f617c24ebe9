import { EksPodIdentityAssociation } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import { Construct } from "constructs";
import type { Statement } from "../policy-document";
import { Role } from "./role";
import { checkPods, podIdentityTrust, type Pods } from "./pod-trust";

export interface PodIdentityProps extends Pods {
  /** The role's name, unique in the account; cut to 64 characters, with a hash, where it is longer. */
  readonly name: string;
  readonly clusterName: string;
  readonly clusterArn: string;
  /** What the pods may. */
  readonly statements: readonly Statement[];
}

/**
 * The AWS identity of a component by EKS Pod Identity: a role of its own, which only its service accounts in this cluster act
 * in. The cluster needs the add-on `eks-pod-identity-agent`. Session tags stay on: the trust asks for them.
 */
export class PodIdentity extends Construct {
  readonly roleArn: string;
  readonly roleName: string;

  constructor(scope: Construct, id: string, props: PodIdentityProps) {
    super(scope, id);
    const { clusterName, clusterArn, namespace } = props;
    checkPods(this.node.path, props);
    const { roleArn, roleName } = new Role(this, "Resource", {
      name: props.name,
      description: `Pods of ${namespace}/${props.serviceAccounts.join(", ")} in ${clusterName}`,
      trust: podIdentityTrust(clusterArn, props),
      statements: props.statements,
    });
    for (const serviceAccount of props.serviceAccounts) {
      new EksPodIdentityAssociation(this, serviceAccount, {
        clusterName,
        namespace,
        serviceAccount,
        roleArn,
        disableSessionTags: false,
      });
    }
    this.roleArn = roleArn;
    this.roleName = roleName;
  }
}
