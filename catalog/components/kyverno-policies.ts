import type { Mistake } from "../component";
import { component } from "../define";
import type { KubernetesObject } from "../kubernetes";
import type { Surroundings } from "../surroundings";
import { policyException } from "./kyverno-policies/exceptions";
import { goodPractice } from "./kyverno-policies/good-practice";
import { systemNamespaces } from "./kyverno-policies/namespaces";
import { policyOptions, type PolicyOptions } from "./kyverno-policies/options";
import { podSecurity } from "./kyverno-policies/pod-security";
import { validatingPolicy } from "./kyverno-policies/policy";
import { signaturePolicy, signaturePolicyName } from "./kyverno-policies/signatures";

type Context = Surroundings & { readonly options: PolicyOptions };

/** The platform's policies. */
export const kyvernoPolicies = component({
  name: "kyverno-policies",
  summary: "The policies: safe pods, known images, labels, and bounds of memory.",
  group: "policies",
  namespace: "kyverno",
  podSecurity: "restricted",
  // Kinds of Kyverno 1.19; older ones don't serve them as v1, or know no end of an exception. Kyverno compiles a policy
  // before it is stored, so one that is there works and needs no rule of health.
  dependsOn: { kyverno: ">=3.9.0 <4.0.0" },
  options: policyOptions,
  mistakes: ({ options }) => [...sameName(options), ...unknownPolicies(options)],
  manifests: (context) => [
    ...policies(context),
    ...Object.entries(context.options.exceptions).map(([name, one]) => policyException(name, one)),
  ],
});

function policies(context: Context): KubernetesObject[] {
  const { mode, requiredLabels, signed } = context.options;
  const system = systemNamespaces(context);
  return [
    ...[...podSecurity(system), ...goodPractice(system, requiredLabels)].map((policy) =>
      validatingPolicy(policy, mode, context),
    ),
    ...Object.entries(signed).map(([images, by]) => signaturePolicy(images, by, system, mode, context)),
  ];
}

/** Two patterns whose policies would have one name. */
function sameName({ signed }: PolicyOptions): Mistake[] {
  const all = Object.keys(signed);
  return all.flatMap((images, index) => {
    const other = all.slice(0, index).find((one) => signaturePolicyName(one) === signaturePolicyName(images));
    return other === undefined
      ? []
      : [
          {
            option: "signed",
            message: `"${images}" and "${other}" give policies of the same name; write one pattern.`,
          },
        ];
  });
}

/** An exception from a policy that is not there excuses nobody. */
function unknownPolicies({ requiredLabels, signed, exceptions }: PolicyOptions): Mistake[] {
  const known = [
    ...[...podSecurity([]), ...goodPractice([], requiredLabels)].map(({ name }) => name),
    ...Object.keys(signed).map(signaturePolicyName),
  ];
  return Object.entries(exceptions).flatMap(([name, { policies: named }]) =>
    named
      .filter((policy) => !known.includes(policy))
      .map((policy) => ({
        option: "exceptions",
        message: `${name} names the policy "${policy}", which is not there; one of ${known.join(", ")}.`,
      })),
  );
}
