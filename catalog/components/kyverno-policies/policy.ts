import type { Values } from "../../../constructs/gitops/values";
import type { KubernetesObject } from "../../kubernetes";
import type { Surroundings } from "../../surroundings";

export type Mode = "audit" | "enforce";

/** One demand on a pod, as an expression of CEL and what is said to whoever breaks it. */
export interface Demand {
  readonly expression: string;
  readonly message: string;
}

/** A policy on pods. */
export interface PodPolicy {
  readonly name: string;
  /** What it is for, for reports. */
  readonly description: string;
  /** All must hold of a namespace; `[]`: every namespace. */
  readonly namespaces: readonly Values[];
  /** Expressions by name that must hold of a pod, else the policy does not look at it. */
  readonly conditions?: Readonly<Record<string, string>>;
  /** Expressions by name that demands use as `variables.<name>`. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly demands: readonly Demand[];
  /** Also Deployments, Jobs and the like are judged by their template, before any pod is made. @default true */
  readonly templates?: boolean;
}

/** Every container of a pod but those that somebody attaches to look at it. */
export const CONTAINERS = "object.spec.containers + object.spec.?initContainers.orValue([])";

/** Every container of a pod. */
export const ALL_CONTAINERS = `${CONTAINERS} + object.spec.?ephemeralContainers.orValue([])`;

/**
 * The Kyverno object of a policy on pods.
 * @see https://kyverno.io/docs/policy-types/validating-policy/
 */
export function validatingPolicy(policy: PodPolicy, mode: Mode, surroundings: Surroundings): KubernetesObject {
  const { name, description, templates = true, variables = {} } = policy;
  return {
    apiVersion: "policies.kyverno.io/v1",
    kind: "ValidatingPolicy",
    metadata: { name, annotations: { "policies.kyverno.io/description": description } },
    spec: {
      ...verdict(mode, surroundings),
      ...matching(policy),
      ...(templates ? {} : { autogen: { podControllers: { controllers: [] } } }),
      ...(Object.keys(variables).length === 0 ? {} : { variables: named(variables) }),
      validations: policy.demands.map(({ expression, message }) => ({ expression, message })),
    },
  };
}

/**
 * What follows from a finding. Where it is refused and several judge, what nobody could judge is refused too; one judge
 * alone would stop every pod of the cluster while it restarts.
 */
export function verdict(mode: Mode, { highAvailability }: Surroundings): Values {
  const enforced = mode === "enforce";
  return {
    validationActions: enforced ? ["Deny"] : ["Audit", "Warn"],
    failurePolicy: enforced && highAvailability ? "Fail" : "Ignore",
  };
}

/** Which pods a policy looks at. */
export function matching({ namespaces, conditions = {} }: Pick<PodPolicy, "namespaces" | "conditions">): Values {
  return {
    matchConstraints: {
      ...(namespaces.length === 0 ? {} : { namespaceSelector: { matchExpressions: [...namespaces] } }),
      resourceRules: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE", "UPDATE"], resources: ["pods"] }],
    },
    ...(Object.keys(conditions).length === 0 ? {} : { matchConditions: named(conditions) }),
  };
}

function named(expressions: Readonly<Record<string, string>>): Values[] {
  return Object.entries(expressions).map(([name, expression]) => ({ name, expression }));
}
