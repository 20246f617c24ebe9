import { isUnset, numberOf, resourcesOf, says } from "../blocks";
import type { Rule } from "../rule";

/** LOG-01 */
export const logEncryption: Rule = {
  id: "LOG-01",
  title: "logs are encrypted with a key of one's own",
  benchmark: "checkov CKV_AWS_158",
  reason: "audit logs hold names, addresses and requests; with a key of AWS nobody here decides who may read them.",
  remedy: "set kms_key_id to the ARN of a key whose policy lets the logs service of the region use it.",
  check: ({ stack }) =>
    resourcesOf(stack, "aws_cloudwatch_log_group")
      .filter(({ properties }) => isUnset(properties["kms_key_id"]) || properties["kms_key_id"] === "")
      .map(({ address, properties }) => ({ address, found: `${says("kms_key_id", properties["kms_key_id"])}.` })),
};

const retentionDays = 365;

/** LOG-02. 0 keeps logs for ever; so does leaving it out, but then nobody has decided it. */
export const logRetention: Rule = {
  id: "LOG-02",
  title: "logs are kept for a year",
  benchmark: "checkov CKV_AWS_338",
  reason: "intrusions are often found after months, and then the beginning is what one looks for.",
  remedy: `set retention_in_days to ${String(retentionDays)} or more, or to 0 for ever.`,
  check: ({ stack }) =>
    resourcesOf(stack, "aws_cloudwatch_log_group")
      .map(({ address, properties }) => ({ address, value: properties["retention_in_days"] }))
      .filter(({ value }) => {
        const days = numberOf(value);
        return days === undefined || (days !== 0 && days < retentionDays);
      })
      .map(({ address, value }) => ({ address, found: `${says("retention_in_days", value)}.` })),
};
