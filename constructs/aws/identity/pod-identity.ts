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
  /** What the pods may; nothing where they act in another role. */
  readonly statements: readonly Statement[];
  /**
   * ARN of the role that the pods act in instead, in this account or another: EKS takes it for them in the name of their own
   * role, which may nothing else. Its trust is {@link podTargetTrust}.
   * Source: https://docs.aws.amazon.com/eks/latest/userguide/pod-id-assign-target-role.html
   * @default - they act in their own
   */
  readonly targetRoleArn?: string;
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
    const { clusterName, clusterArn, namespace, targetRoleArn } = props;
    checkPods(this.node.path, props);
    if (targetRoleArn !== undefined && props.statements.length > 0) {
      throw new Error(
        `${this.node.path}: pods that act in ${targetRoleArn} have no use for statements of their own role.`,
      );
    }
    const { roleArn, roleName } = new Role(this, "Resource", {
      name: props.name,
      description: `Pods of ${namespace}/${props.serviceAccounts.join(", ")} in ${clusterName}`,
      trust: podIdentityTrust(clusterArn, props),
      statements: targetRoleArn === undefined ? props.statements : [mayActIn(targetRoleArn)],
    });
    for (const serviceAccount of props.serviceAccounts) {
      new EksPodIdentityAssociation(this, serviceAccount, {
        clusterName,
        namespace,
        serviceAccount,
        roleArn,
        disableSessionTags: false,
        ...(targetRoleArn === undefined ? {} : { targetRoleArn }),
      });
    }
    this.roleArn = roleArn;
    this.roleName = roleName;
  }
}

function mayActIn(roleArn: string): Statement {
  return { sid: "ActInTarget", actions: ["sts:AssumeRole", "sts:TagSession"], resources: [roleArn] };
}
