import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { limitedName } from "../limited-name";
import { policyDocument, type Statement } from "../policy-document";

export interface RoleProps {
  /** Cut to the 64 characters that IAM allows, with a hash, where it is longer. */
  readonly name: string;
  readonly description: string;
  /** Who may act in it. */
  readonly trust: Statement;
  /**
   * What it may, beside what policies of AWS say.
   * @default - nothing
   */
  readonly statements?: readonly Statement[];
  /**
   * AWS's own policies that are made for exactly its purpose, as below `arn:aws:iam::aws:policy/`.
   * @default - none
   */
  readonly managedPolicies?: readonly string[];
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
  /**
   * Whether the role and what it may go only after those who use it have changed. Otherwise Terraform takes away what is no longer there
   * first, and changes afterwards what still acts in it.
   * @default false
   */
  readonly goesLast?: boolean;
}

/** The most characters of a role's name. */
export const ROLE_NAME_LIMIT = 64;
/** The most characters of a trust: IAM's quota, unless the account had it raised. */
const TRUST_LIMIT = 2048;
/** The most characters of all inline policies of a role. */
const POLICY_LIMIT = 10240;

/**
 * An IAM role. What is its own is one inline policy, so that it comes and goes with the role and nothing else can be given it.
 * Throws when the trust or the policy is longer than IAM takes; what Terraform knows only later counts as its reference.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export class Role extends Construct {
  readonly roleArn: string;
  readonly roleName: string;
  /** What must be there before anyone acts in the role: its policies. */
  readonly permissions: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: RoleProps) {
    super(scope, id);
    const { statements = [], managedPolicies = [] } = props;
    const lifecycle = props.goesLast === true ? { lifecycle: { createBeforeDestroy: true } } : {};
    if (statements.length + managedPolicies.length === 0) {
      throw new Error(
        `${this.node.path}: a role that may nothing is of no use. Give it statements or policies of AWS.`,
      );
    }
    const role = new IamRole(this, "Resource", {
      name: limitedName(props.name, ROLE_NAME_LIMIT),
      description: props.description,
      assumeRolePolicy: this.within(TRUST_LIMIT, "trust", [props.trust]),
      maxSessionDuration: props.maxSessionDuration ?? 3600,
      ...(props.permissionsBoundary === undefined ? {} : { permissionsBoundary: props.permissionsBoundary }),
      ...lifecycle,
    });
    this.roleArn = role.arn;
    this.roleName = role.name;
    const attached = managedPolicies.map(
      (policy) =>
        new IamRolePolicyAttachment(this, policy.replace(/^.*\//, ""), {
          role: role.name,
          policyArn: `arn:aws:iam::aws:policy/${policy}`,
          ...lifecycle,
        }),
    );
    const own =
      statements.length === 0
        ? []
        : [
            new IamRolePolicy(this, "own", {
              name: "own",
              role: role.name,
              policy: this.within(POLICY_LIMIT, "policy", statements),
            }),
          ];
    this.permissions = [...attached, ...own];
  }

  private within(limit: number, what: string, statements: readonly Statement[]): string {
    const text = policyDocument(statements);
    if (text.length <= limit) return text;
    throw new Error(
      `${this.node.path}: the role's ${what} has ${String(text.length)} characters, and IAM takes ${String(limit)}. Say the same in fewer statements, or split the role.`,
    );
  }
}

/** The ARN that the role of this name has in an account, there or not. */
export function roleArnOf(account: string, name: string): string {
  return `arn:aws:iam::${account}:role/${limitedName(name, ROLE_NAME_LIMIT)}`;
}

/** Trust in a service of AWS. */
export function serviceTrust(service: string, actions: readonly string[] = ["sts:AssumeRole"]): Statement {
  return { sid: "AssumedByService", principals: { Service: [service] }, actions };
}
