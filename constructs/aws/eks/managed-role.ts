import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { limitedName } from "../limited-name";
import { policyDocument, type Statement } from "../policy-document";

const ROLE_NAME_LIMIT = 64;

/** A role that a part of a cluster acts in. */
export interface ManagedRoleProps {
  /** Cut to what IAM allows, with a hash, where it is longer. */
  readonly name: string;
  readonly description: string;
  /** Who may act in it. */
  readonly trust: Statement;
  /** AWS's own policies, as below `arn:aws:iam::aws:policy/`. */
  readonly managedPolicies: readonly string[];
  /**
   * What it may besides.
   * @default - nothing
   */
  readonly statements?: readonly Statement[];
}

/** An IAM role with policies of AWS that are made for exactly its purpose. */
export class ManagedRole extends Construct {
  readonly arn: string;
  readonly name: string;
  /** What must be there before anyone acts in the role: its policies. */
  readonly permissions: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ManagedRoleProps) {
    super(scope, id);
    const role = new IamRole(this, "Resource", {
      name: limitedName(props.name, ROLE_NAME_LIMIT),
      description: props.description,
      assumeRolePolicy: policyDocument([props.trust]),
    });
    const attached = props.managedPolicies.map(
      (policy) =>
        new IamRolePolicyAttachment(this, policy.replace(/^.*\//, ""), {
          role: role.name,
          policyArn: `arn:aws:iam::aws:policy/${policy}`,
        }),
    );
    const own = props.statements
      ? [new IamRolePolicy(this, "own", { role: role.name, name: "own", policy: policyDocument(props.statements) })]
      : [];
    this.arn = role.arn;
    this.name = role.name;
    this.permissions = [...attached, ...own];
  }
}

/** Trust in a service of AWS. */
export function serviceTrust(service: string, actions: readonly string[] = ["sts:AssumeRole"]): Statement {
  return { sid: "AssumedByService", principals: { Service: [service] }, actions };
}
