import type { Values } from "../constructs/gitops/values";
import type { KubernetesObject } from "./kubernetes";

/** Something that must hold of a request, in CEL, and what is said to whoever makes another. */
export interface Demand {
  readonly expression: string;
  readonly message: string;
}

/**
 * A policy that the API server itself keeps, and where: it needs no controller and no webhook.
 * Rules are about what lives in a namespace unless they say otherwise: a selector of namespaces lets everything through
 * to the policy that is in none, and the platform's own objects for the whole cluster with it.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export function guard(
  name: string,
  rules: readonly Values[],
  namespaceSelector: Values,
  demands: readonly Demand[],
): KubernetesObject[] {
  const apiVersion = "admissionregistration.k8s.io/v1";
  return [
    {
      apiVersion,
      kind: "ValidatingAdmissionPolicy",
      metadata: { name },
      spec: {
        failurePolicy: "Fail",
        matchConstraints: { resourceRules: rules.map((rule) => ({ scope: "Namespaced", ...rule })) },
        validations: demands.map((one) => ({ ...one, reason: "Forbidden" })),
      },
    },
    {
      apiVersion,
      kind: "ValidatingAdmissionPolicyBinding",
      metadata: { name },
      spec: { policyName: name, validationActions: ["Deny"], matchResources: { namespaceSelector } },
    },
  ];
}

/** Everything of these kinds that is written. */
export function writing(apiGroup: string, resources: readonly string[]): Values {
  return { apiGroups: [apiGroup], apiVersions: ["*"], operations: ["CREATE", "UPDATE"], resources };
}
