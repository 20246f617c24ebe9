import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { limitedName } from "../limited-name";
import { policyDocument, type Statement } from "../policy-document";

export interface OwnRoleProps {
  /** Cut to the 64 characters that IAM allows, with a hash, where it is longer. */
  readonly name: string;
  readonly description: string;
  /** Who may act in it. */
  readonly trust: Statement;
  /** What it may. */
  readonly statements: readonly Statement[];
  /**
   * Seconds for which somebody may act in it without asking again, 3600 to 43200.
   * @default 3600
   */
  readonly maxSessionDuration?: number;
  /**
   * ARN of the policy that bounds what the role may, whatever its own policies say.
   * @default - none
   */
  readonly permissionsBoundary?: string;
}

/** The most characters of a trust: IAM's quota, unless the account had it raised. */
const TRUST_LIMIT = 2048;
/** The most characters of all inline policies of a role. */
const POLICY_LIMIT = 10240;

/**
 * An IAM role that has one policy of its own: inline, so that it comes and goes with the role and nothing else can be given it.
 * Throws when the trust or the policy is longer than IAM takes; what Terraform knows only later counts as its reference.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export class OwnRole extends Construct {
  readonly roleArn: string;
  readonly roleName: string;

  constructor(scope: Construct, id: string, props: OwnRoleProps) {
    super(scope, id);
    const role = new IamRole(this, "Resource", {
      name: limitedName(props.name, 64),
      description: props.description,
      assumeRolePolicy: this.within(TRUST_LIMIT, "trust", [props.trust]),
      maxSessionDuration: props.maxSessionDuration ?? 3600,
      ...(props.permissionsBoundary === undefined ? {} : { permissionsBoundary: props.permissionsBoundary }),
    });
    this.roleArn = role.arn;
    this.roleName = role.name;
    new IamRolePolicy(this, "own_policy", {
      name: "own",
      role: role.name,
      policy: this.within(POLICY_LIMIT, "policy", props.statements),
    });
  }

  private within(limit: number, what: string, statements: readonly Statement[]): string {
    if (statements.length === 0) throw new Error(`${this.node.path}: a role whose ${what} says nothing is of no use.`);
    const text = policyDocument(statements);
    if (text.length <= limit) return text;
    throw new Error(
      `${this.node.path}: the role's ${what} has ${String(text.length)} characters, and IAM takes ${String(limit)}. Say the same in fewer statements, or split the role.`,
    );
  }
}
