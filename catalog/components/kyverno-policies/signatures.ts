import type { KubernetesObject } from "../../kubernetes";
import type { Surroundings } from "../../surroundings";
import { outside } from "./namespaces";
import { matching, verdict, type Mode } from "./policy";

/** Who signs images: a workload known by its OIDC identity, without a key that could be lost. */
export interface Signer {
  /** Identity in the certificate, in which `*` stands for anything. */
  readonly subject: string;
  /** URL of who vouches for the identity. */
  readonly issuer: string;
}

/** Name of the policy on images of a pattern: `ghcr.io/example/*` gives `image-signatures-ghcr.io-example-any`. */
export function signaturePolicyName(images: string): string {
  return `image-signatures-${images
    .replace(/\*+/g, "any")
    .replace(/[^a-z0-9.]+/g, "-")
    .replace(/^[-.]+|[-.]+$/g, "")}`;
}

/**
 * Images of a pattern run only if their signer signed them, in the public log. The tag of a pod's image is pinned to the
 * digest that was looked at; the Deployment in Git stays as it is.
 * @see https://kyverno.io/docs/policy-types/image-validating-policy/
 */
export function signaturePolicy(
  images: string,
  { subject, issuer }: Signer,
  system: readonly string[],
  mode: Mode,
  surroundings: Surroundings,
): KubernetesObject {
  return {
    apiVersion: "policies.kyverno.io/v1",
    kind: "ImageValidatingPolicy",
    metadata: {
      name: signaturePolicyName(images),
      annotations: { "policies.kyverno.io/description": `Images of ${images} are signed by ${subject}.` },
    },
    spec: {
      ...verdict(mode, surroundings),
      ...matching({ namespaces: [outside(system)] }),
      // Pods only: the digest would be a difference from Git in a Deployment.
      autogen: { podControllers: { controllers: [] } },
      matchImageReferences: [{ glob: images }],
      attestors: [{ name: "signer", cosign: { keyless: { identities: [{ issuer, ...subjectOf(subject) }] } } }],
      validationConfigurations: { mutateDigest: true, verifyDigest: false, required: true },
      validations: ["containers", "initContainers", "ephemeralContainers"].map((kind) => ({
        expression: `images.${kind}.map(image, verifyImageSignatures(image, [attestors.signer])).all(count, count > 0)`,
        message: `An image of ${kind} is not signed by ${subject}.`,
      })),
      // The registry and the log of signatures are asked over the network.
      webhookConfiguration: { timeoutSeconds: 20 },
    },
  };
}

function subjectOf(subject: string): { readonly subject: string } | { readonly subjectRegExp: string } {
  if (!subject.includes("*")) return { subject };
  const parts = subject.split("*").map((part) => part.replace(/[.\\+?^${}()|[\]]/g, "\\$&"));
  return { subjectRegExp: `^${parts.join(".*")}$` };
}
