import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import type { Statement } from "../policy-document";
import { GITHUB_ISSUER, githubTrust } from "./github-trust";
import { OidcProvider } from "./oidc-provider";
import { Role } from "./role";
import { PLAN_STATEMENTS } from "./plan-statements";
import { stateAccess, type StateLocation } from "./state-access";

export interface GithubOidcProps {
  /** What the roles' names begin with: `<name>-plan`, `<name>-apply`. */
  readonly name: string;
  /** `owner/name` on GitHub. */
  readonly repository: string;
  /** The environment on GitHub whose jobs apply. Its protection rules are what stands between a merge and the account. */
  readonly environment: string;
  /** The Terraform states that the jobs work with. */
  readonly state: StateLocation;
  /** What the apply role may, besides the state. */
  readonly applyStatements: readonly Statement[];
  /**
   * ARNs of policies that the apply role has besides, each under a name of its own that never changes.
   * @default - none
   */
  readonly applyPolicyArns?: Readonly<Record<string, string>>;
  /**
   * ARN of the policy that bounds what the apply role may, whatever its own policies say.
   * @default - none
   */
  readonly applyPermissionsBoundary?: string;
  /**
   * What the plan role may besides: read the configuration of more services, assume a role of another account.
   * @default - nothing
   */
  readonly planStatements?: readonly Statement[];
  /**
   * GitHub's provider in IAM, if the account has one: there can't be two.
   * @default - it is made
   */
  readonly providerArn?: string;
}

/**
 * How GitHub Actions reaches an account without a key: a role for jobs of pull requests and of main, which reads
 * configuration and state, and a role for jobs of one protected environment, which applies.
 */
export class GithubOidc extends Construct {
  readonly providerArn: string;
  readonly planRoleArn: string;
  readonly applyRoleArn: string;

  constructor(scope: Construct, id: string, props: GithubOidcProps) {
    super(scope, id);
    const { name, repository, environment, state } = props;
    this.providerArn =
      props.providerArn ?? new OidcProvider(this, "provider", { url: `https://${GITHUB_ISSUER}` }).providerArn;
    this.planRoleArn = new Role(this, "plan", {
      name: `${name}-plan`,
      description: `Pull requests of ${repository}: plans`,
      trust: githubTrust(this.providerArn, repository, "pull_request", { branch: "main" }),
      statements: [...stateAccess(state, "plan"), ...PLAN_STATEMENTS, ...(props.planStatements ?? [])],
    }).roleArn;
    const apply = new Role(this, "apply", {
      name: `${name}-apply`,
      description: `Environment ${environment} of ${repository}: applies`,
      trust: githubTrust(this.providerArn, repository, { environment }),
      statements: [...stateAccess(state, "apply"), ...props.applyStatements],
      maxSessionDuration: 2 * 3600, // a cluster and its nodes take longer than an hour to come or go
      ...(props.applyPermissionsBoundary === undefined ? {} : { permissionsBoundary: props.applyPermissionsBoundary }),
    });
    for (const [key, policyArn] of Object.entries(props.applyPolicyArns ?? {})) {
      new IamRolePolicyAttachment(this, `apply_${key}`, { role: apply.roleName, policyArn });
    }
    this.applyRoleArn = apply.roleArn;
  }
}
