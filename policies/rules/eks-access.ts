import { block, isFalse, resourcesOf, says } from "../blocks";
import type { Finding, Rule } from "../rule";

/** EKS-05 */
export const eksAccess: Rule = {
  id: "EKS-05",
  title: "access entries alone decide who may enter the cluster",
  benchmark: "CIS EKS 1.5: 4.1.1",
  reason:
    "the ConfigMap aws-auth is changed from within the cluster, unseen by any plan; and who creates a cluster stays its administrator without being listed anywhere.",
  remedy: 'set authentication_mode to "API" and bootstrap_cluster_creator_admin_permissions to false in access_config.',
  check: ({ stack }) =>
    resourcesOf(stack, "aws_eks_cluster").flatMap(({ address, properties }) => {
      const config = block(properties, "access_config");
      const mode = config["authentication_mode"];
      const creator = config["bootstrap_cluster_creator_admin_permissions"];
      const findings: Finding[] = [];
      if (mode !== "API") findings.push({ address, found: `${says("authentication_mode", mode)}.` });
      if (!isFalse(creator)) {
        findings.push({ address, found: `${says("bootstrap_cluster_creator_admin_permissions", creator)}.` });
      }
      return findings;
    }),
};
