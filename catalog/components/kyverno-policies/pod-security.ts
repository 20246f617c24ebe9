import { baseline } from "./baseline";
import { outside, unlessLabelled } from "./namespaces";
import { ALL_CONTAINERS, type PodPolicy } from "./policy";
import { restricted } from "./restricted";

/**
 * The Pod Security Standards as policies. Kubernetes enforces the label of a namespace itself; these find pods in
 * namespaces without a label, judge a Deployment before its pods are refused, and keep a report. Kubernetes is easier on
 * pods of Windows and on those with users of their own; here they are judged like all others.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function podSecurity(system: readonly string[]): PodPolicy[] {
  return [
    {
      name: "pod-security-baseline",
      description: "Pods take nothing from the machine that they run on, but in namespaces marked as privileged.",
      namespaces: [outside(system), unlessLabelled(["privileged"])],
      variables: { containers: ALL_CONTAINERS },
      demands: baseline,
    },
    {
      name: "pod-security-restricted",
      description: "Pods run with the least that they need, but in namespaces marked as baseline or privileged.",
      namespaces: [outside(system), unlessLabelled(["baseline", "privileged"])],
      variables: { containers: ALL_CONTAINERS },
      demands: restricted,
    },
  ];
}
