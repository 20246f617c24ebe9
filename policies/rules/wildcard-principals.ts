import { statementsOf, type Condition } from "../documents";
import type { Rule } from "../rule";

/** Condition keys that say who asks or from where. Others, such as aws:SecureTransport, hold for strangers as well. */
const callerKeys =
  /^aws:(?:principal(?:arn|account|orgid|orgpaths|tag\/.+)|source(?:arn|account|orgid|orgpaths|owner|vpc|vpce|ip)|userid)$|:calleraccount$/i;

/** The policy of an endpoint narrows what passes through it and gives nobody anything: `*` is usual there. */
const filters = ["aws_vpc_endpoint", "aws_vpc_endpoint_policy"];

/** IAM-03 */
export const wildcardPrincipals: Rule = {
  id: "IAM-03",
  title: "no trust and no resource policy is open to everyone",
  benchmark: "checkov CKV_AWS_33, CKV_AWS_60, CKV_AWS_70",
  reason: "a principal of * is everyone with an AWS account, and for some services everyone.",
  remedy: "name the principals, or add a condition on who asks, such as aws:PrincipalOrgID or aws:SourceArn.",
  check: ({ stack }) =>
    stack.resources
      .filter(({ type }) => !filters.includes(type))
      .flatMap((resource) =>
        statementsOf(resource)
          .filter(({ denies, principals }) => !denies && principals.includes("*"))
          .filter(({ conditions }) => !conditions.some(saysWho))
          .map(({ place }) => ({
            address: resource.address,
            found: `${place}: allows everyone, without a condition on who asks.`,
          })),
      ),
};

/** An operator that denies or ends in IfExists, and a value of everything, let strangers pass. */
function saysWho({ operator, key, values }: Condition): boolean {
  if (/Not|Null|IfExists$|^ForAllValues/.test(operator)) return false;
  return callerKeys.test(key) && values.length > 0 && !values.some((value) => /^(?:\*+|[\d.:]*\/0+)$/.test(value));
}
