import { Construct } from "constructs";
import type { Statement } from "../policy-document";
import { Role } from "./role";
import { checkPods, irsaTrust, type Pods } from "./pod-trust";

export interface IrsaIdentityProps extends Pods {
  /** The role's name, unique in the account; cut to 64 characters, with a hash, where it is longer. */
  readonly name: string;
  readonly clusterName: string;
  /** ARN of the cluster's OpenID Connect provider in IAM. */
  readonly oidcProviderArn: string;
  /** The provider's URL without `https://`. */
  readonly oidcIssuer: string;
  /** What the pods may. */
  readonly statements: readonly Statement[];
}

/**
 * The AWS identity of a component by IAM roles for service accounts, for what can't use Pod Identity. The service account
 * names the role itself: `eks.amazonaws.com/role-arn`.
 */
export class IrsaIdentity extends Construct {
  readonly roleArn: string;
  readonly roleName: string;

  constructor(scope: Construct, id: string, props: IrsaIdentityProps) {
    super(scope, id);
    checkPods(this.node.path, props);
    const { roleArn, roleName } = new Role(this, "Resource", {
      name: props.name,
      description: `Pods of ${props.namespace}/${props.serviceAccounts.join(", ")} in ${props.clusterName}`,
      trust: irsaTrust(props.oidcProviderArn, props.oidcIssuer, props),
      statements: props.statements,
    });
    this.roleArn = roleArn;
    this.roleName = roleName;
  }
}
