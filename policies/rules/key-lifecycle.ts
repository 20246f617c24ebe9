import { isTrue, isUnset, numberOf, resourcesOf, says } from "../blocks";
import type { Rule } from "../rule";

/** KMS-01. Only symmetric keys that KMS made itself can rotate. */
export const keyRotation: Rule = {
  id: "KMS-01",
  title: "keys rotate",
  benchmark: "checkov CKV_AWS_7",
  reason: "the less one key material has encrypted, the less is lost with it. KMS keeps the old ones for old data.",
  remedy: "set enable_key_rotation to true.",
  check: ({ stack }) =>
    resourcesOf(stack, "aws_kms_key")
      .filter(({ properties }) => {
        const spec = properties["customer_master_key_spec"];
        const rotates = isUnset(spec) || spec === "SYMMETRIC_DEFAULT";
        return rotates && isUnset(properties["custom_key_store_id"]) && !isTrue(properties["enable_key_rotation"]);
      })
      .map(({ address, properties }) => ({
        address,
        found: `${says("enable_key_rotation", properties["enable_key_rotation"])}.`,
      })),
};

/** The most that AWS gives, and its default. */
const deletionWindowDays = 30;

/** KMS-02 */
export const keyDeletion: Rule = {
  id: "KMS-02",
  title: `a deleted key can be taken back for ${String(deletionWindowDays)} days`,
  reason: "with a key goes all that it encrypted, backups included, and often it is missed only after weeks.",
  remedy: `leave out deletion_window_in_days or set it to ${String(deletionWindowDays)}.`,
  check: ({ stack }) =>
    resourcesOf(stack, "aws_kms_key", "aws_kms_external_key", "aws_kms_replica_key", "aws_kms_replica_external_key")
      .map(({ address, properties }) => ({ address, days: properties["deletion_window_in_days"] }))
      .filter(({ days }) => !isUnset(days) && numberOf(days) !== deletionWindowDays)
      .map(({ address, days }) => ({ address, found: `${says("deletion_window_in_days", days)}.` })),
};
