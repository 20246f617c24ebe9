import { block, isFalse, isTrue, isUnset, resourcesOf, says } from "../blocks";
import type { Finding, Rule } from "../rule";

/** What can't be made again, and the argument with which its provider would delete it full. */
const kept: Readonly<Record<string, string | undefined>> = {
  aws_s3_bucket: "force_destroy",
  aws_ecr_repository: "force_delete",
  aws_route53_zone: "force_destroy",
  aws_kms_key: undefined,
  aws_efs_file_system: undefined,
};

/**
 * DATA-01. The stacks that hold data are those named `<environment>-data`, and `state`. What lives in a cluster's stack
 * goes with the cluster.
 */
export const keptData: Rule = {
  id: "DATA-01",
  title: "what holds data can't be destroyed by a plan",
  reason: "a renamed id or a changed name plans a replacement, and the data would be gone with the old one.",
  remedy: "set prevent_destroy to true in its lifecycle, and leave out force_destroy and force_delete.",
  check: ({ stack }) => {
    if (stack.name !== "state" && !stack.name.endsWith("-data")) return [];
    return resourcesOf(stack, ...Object.keys(kept)).flatMap(({ address, type, properties }) => {
      const findings: Finding[] = [];
      const prevents = block(properties, "lifecycle")["prevent_destroy"];
      if (!isTrue(prevents)) findings.push({ address, found: `${says("prevent_destroy", prevents)}.` });
      const force = kept[type];
      const forced = force === undefined ? undefined : properties[force];
      if (force !== undefined && !isUnset(forced) && !isFalse(forced)) {
        findings.push({ address, found: `${says(force, forced)}.` });
      }
      return findings;
    });
  },
};
