import type { KubernetesObject } from "../../kubernetes";

/** Somebody who may break a policy, for a reason and for a while. */
export interface Exception {
  /** Names of policies. */
  readonly policies: readonly string[];
  readonly namespace: string;
  /** What the name of the workload begins with; undefined: everything in the namespace. */
  readonly workload?: string | undefined;
  readonly reason: string;
  /** The last day, as a date. */
  readonly until: string;
}

/** The PolicyException, in the one namespace that Kyverno takes any from. Kyverno itself ends it. */
export function policyException(name: string, exception: Exception): KubernetesObject {
  const { policies, namespace, workload, reason, until } = exception;
  const prefix = `object.metadata.?name.orValue(object.metadata.?generateName.orValue('')).startsWith('${workload ?? ""}')`;
  return {
    apiVersion: "policies.kyverno.io/v1",
    kind: "PolicyException",
    metadata: { name, namespace: "kyverno", annotations: { "policies.kyverno.io/description": reason } },
    spec: {
      policyRefs: policies.map((policy) => ({
        name: policy,
        kind: policy.startsWith("image-signatures-") ? "ImageValidatingPolicy" : "ValidatingPolicy",
      })),
      matchConditions: [
        { name: "namespace", expression: `object.metadata.namespace == '${namespace}'` },
        ...(workload === undefined ? [] : [{ name: "workload", expression: prefix }]),
      ],
      expiresAt: `${until}T23:59:59Z`,
    },
  };
}
