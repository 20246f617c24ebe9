import { resourcesOf, strings } from "../blocks";
import type { Rule } from "../rule";

const logTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

/** EKS-03 */
export const eksLogs: Rule = {
  id: "EKS-03",
  title: "the control plane writes all of its logs",
  benchmark: "CIS EKS 1.5: 2.1.1, checkov CKV_AWS_37",
  reason: "what was not logged can't be looked up after an incident, and each kind answers another question.",
  remedy: `set enabled_cluster_log_types to ${logTypes.join(", ")}.`,
  check: ({ stack }) =>
    resourcesOf(stack, "aws_eks_cluster").flatMap(({ address, properties }) => {
      const enabled = strings(properties["enabled_cluster_log_types"]);
      const missing = logTypes.filter((type) => !enabled.includes(type));
      return missing.length === 0 ? [] : [{ address, found: `enabled_cluster_log_types lacks ${missing.join(", ")}.` }];
    }),
};
