import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import type { Statement } from "../policy-document";
import { Role, roleArnOf } from "./role";

export interface DeployRoleProps {
  readonly name: string;
  readonly account: string;
  /** Name of the role that may act in this one; it need not be there yet. */
  readonly assumedBy: string;
  /** What it may itself. */
  readonly statements: readonly Statement[];
  /** ARNs of the policies that it has besides, each under a name of its own that never changes. */
  readonly policyArns: Readonly<Record<string, string>>;
}

/** The role that a machine inside the account deploys in, apart from the role that the machine itself has. */
export class DeployRole extends Construct {
  readonly roleArn: string;

  constructor(scope: Construct, id: string, { name, account, assumedBy, statements, policyArns }: DeployRoleProps) {
    super(scope, id);
    const role = new Role(this, "Resource", {
      name,
      description: `Deploys, for ${assumedBy}`,
      trust: namedRoleTrust(account, assumedBy),
      statements,
    });
    for (const [key, policyArn] of Object.entries(policyArns)) {
      new IamRolePolicyAttachment(this, key, { role: role.roleName, policyArn });
    }
    this.roleArn = role.roleArn;
  }
}

/**
 * Trust in one role of the account by its name. A role that is named as the principal must be there already, and IAM puts its id in
 * the name's place: made anew under the same name, it would be a stranger. A condition compares the name each time.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-roles
 */
export function namedRoleTrust(account: string, role: string): Statement {
  return {
    sid: "AssumedByRole",
    principals: { AWS: [`arn:aws:iam::${account}:root`] },
    // A pod's identity carries tags, which go along.
    actions: ["sts:AssumeRole", "sts:TagSession"],
    conditions: { ArnEquals: { "aws:PrincipalArn": [roleArnOf(account, role)] } },
  };
}
