import { z } from "zod";

const NAME = /^[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/;
const PREFIX = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** Labels of Kubernetes' own that a kubelet may set on itself (https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction). */
const ALLOWED: readonly string[] = [
  "node.kubernetes.io/instance-type",
  "topology.kubernetes.io/region",
  "topology.kubernetes.io/zone",
];

/** What is wrong with the key of a node's label or taint, as the end of a sentence; nothing when it can be used. */
export function labelKeyProblem(key: string): string | undefined {
  const [first = "", second, more] = key.split("/");
  const name = second ?? first;
  const prefix = second === undefined ? undefined : first;
  if (more !== undefined || !NAME.test(name) || (prefix !== undefined && !PREFIX.test(prefix))) {
    return "is not a Kubernetes label key such as disk or example.org/disk.";
  }
  if (prefix === undefined || !/(^|\.)(kubernetes|k8s)\.io$/.test(prefix) || ALLOWED.includes(key)) return undefined;
  if (/(^|\.)(node|kubelet)\.kubernetes\.io$/.test(prefix)) return undefined;
  return "is reserved by Kubernetes, which does not let a node set it; use a domain of your own.";
}

export const labelValue = () =>
  z
    .string()
    .regex(
      /^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$/,
      "is not a label value: at most 63 letters, digits, hyphens, underscores and dots, a letter or digit first and last.",
    );
