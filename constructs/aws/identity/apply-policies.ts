import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { Construct } from "constructs";
import { limitedName } from "../limited-name";
import { policyDocument } from "../policy-document";
import type { Deployment } from "./apply/deployment";
import { applyPolicies } from "./apply-statements";

/** The most characters of a policy that stands by itself. */
const LIMIT = 6144;
const NAME_LIMIT = 128;

/**
 * The policies by which an environment is deployed, for every role that does it.
 * Throws when one is longer than IAM takes, which only many long names of buckets can make it.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export class ApplyPolicies extends Construct {
  /** By a name of what they are about, which never changes. */
  readonly arns: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, deployment: Deployment) {
    super(scope, id);
    this.arns = Object.fromEntries(
      Object.entries(applyPolicies(deployment)).map(([key, statements]) => {
        const policy = policyDocument(statements);
        if (policy.length > LIMIT) {
          throw new Error(
            `${this.node.path}: the policy "${key}" has ${String(policy.length)} characters, and IAM takes ${String(LIMIT)}. Let the names of buckets begin with "${deployment.name}-": one pattern stands for those.`,
          );
        }
        const made = new IamPolicy(this, key, {
          name: limitedName(`${deployment.name}-apply-${key}`, NAME_LIMIT),
          description: `Deploys ${deployment.name}: ${key}`,
          policy,
        });
        return [key, made.arn];
      }),
    );
  }
}
