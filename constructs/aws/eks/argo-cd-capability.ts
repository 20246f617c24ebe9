import { EksAccessPolicyAssociation } from "@cdktf/provider-aws/lib/eks-access-policy-association";
import { EksCapability } from "@cdktf/provider-aws/lib/eks-capability";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Construct } from "constructs";
import { ROLE_NAME_LIMIT, serviceTrust } from "../identity/role";
import { limitedName } from "../limited-name";
import { policyDocument } from "../policy-document";

/** What somebody may do in Argo CD. */
export type ArgoCdRole = "ADMIN" | "EDITOR" | "VIEWER";

/** Somebody of IAM Identity Center's store, by its id there. */
export interface ArgoCdAccess {
  readonly kind: "SSO_GROUP" | "SSO_USER";
  readonly id: string;
  readonly role: ArgoCdRole;
}

export interface ArgoCdCapabilityProps {
  /** Name of the cluster, by which those of role and capability begin. */
  readonly name: string;
  /** The same from the cluster itself, so that the capability waits for it. */
  readonly clusterId: string;
  /** Namespace of Applications, AppProjects and Argo CD's Secrets; it never changes. */
  readonly namespace: string;
  /** Instance of IAM Identity Center by which people sign in; it never changes. */
  readonly identityCenter: {
    readonly instanceArn: string;
    /** @default - the provider's region */
    readonly region?: string;
  };
  /** Who gets in. @default - nobody */
  readonly access?: readonly ArgoCdAccess[];
  /** Interface endpoints that alone reach pages and API. @default - the internet, by signing in */
  readonly vpcEndpointIds?: readonly string[];
}

const ROLES: readonly ArgoCdRole[] = ["ADMIN", "EDITOR", "VIEWER"];

/**
 * Argo CD that AWS runs beside an EKS cluster, with its definitions in the cluster. It needs no access to the API to come;
 * what it follows are objects in the cluster.
 *
 * When it goes, its objects stay: EKS has no other way yet.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/argocd.html
 */
export class ArgoCdCapability extends Construct {
  readonly roleArn: string;

  constructor(scope: Construct, id: string, props: ArgoCdCapabilityProps) {
    super(scope, id);
    const { name, clusterId, identityCenter, access = [], vpcEndpointIds = [] } = props;
    // It may nothing on AWS: repositories are read by a Secret. EKS refuses a trust without tagging, and documents no condition.
    // Source: https://docs.aws.amazon.com/eks/latest/userguide/capability-role.html
    const role = new IamRole(this, "role", {
      name: limitedName(`${name}-argo-cd`, ROLE_NAME_LIMIT),
      description: `Argo CD of the EKS cluster ${name}, run by AWS`,
      assumeRolePolicy: policyDocument([
        serviceTrust("capabilities.eks.amazonaws.com", ["sts:AssumeRole", "sts:TagSession"]),
      ]),
    });
    const capability = new EksCapability(this, "Resource", {
      capabilityName: "argo-cd",
      clusterName: clusterId,
      type: "ARGOCD",
      roleArn: role.arn,
      deletePropagationPolicy: "RETAIN",
      configuration: [
        {
          argoCd: [
            {
              namespace: props.namespace,
              awsIdc: [
                {
                  idcInstanceArn: identityCenter.instanceArn,
                  ...(identityCenter.region === undefined ? {} : { idcRegion: identityCenter.region }),
                },
              ],
              rbacRoleMapping: roleMappings(access),
              ...(vpcEndpointIds.length === 0 ? {} : { networkAccess: [{ vpceIds: [...vpcEndpointIds] }] }),
            },
          ],
        },
      ],
    });
    // EKS makes the access entry itself, with rights on Argo CD's own objects alone; the platform's components need every right.
    new EksAccessPolicyAssociation(this, "policy", {
      clusterName: capability.clusterName,
      principalArn: capability.roleArn,
      policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
      accessScope: { type: "cluster" },
    });
    this.roleArn = role.arn;
  }
}

/** One mapping a role that somebody has, as EKS gives it back. */
function roleMappings(
  access: readonly ArgoCdAccess[],
): { readonly role: ArgoCdRole; readonly identity: { readonly id: string; readonly type: string }[] }[] {
  return ROLES.flatMap((role) => {
    const identity = access.filter((one) => one.role === role).map(({ id, kind }) => ({ id, type: kind }));
    return identity.length === 0 ? [] : [{ role, identity }];
  });
}
