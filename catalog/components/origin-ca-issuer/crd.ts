import type { Values } from "../../../constructs/gitops/values";
import type { KubernetesObject } from "../../kubernetes";

const GROUP = "cert-manager.k8s.cloudflare.com";

/**
 * The definition of an issuer's kind, which the chart leaves to whoever installs it.
 * @see https://github.com/cloudflare/origin-ca-issuer/tree/trunk/deploy/crds
 */
export function originIssuerCrd(
  kind: "OriginIssuer" | "ClusterOriginIssuer",
  scope: "Namespaced" | "Cluster",
): KubernetesObject {
  const singular = kind.toLowerCase();
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: `${singular}s.${GROUP}` },
    spec: {
      group: GROUP,
      scope,
      names: { kind, listKind: `${kind}List`, plural: `${singular}s`, singular },
      versions: [
        {
          name: "v1",
          served: true,
          storage: true,
          subresources: { status: {} },
          schema: { openAPIV3Schema: object({ spec, status }) },
        },
      ],
    },
  };
}

const string: Values = { type: "string" };

function object(properties: Values, required: readonly string[] = []): Values {
  return { type: "object", properties, ...(required.length > 0 ? { required } : {}) };
}

const keyOfSecret = object({ name: string, key: string }, ["key", "name"]);

const spec = object(
  {
    auth: object({ serviceKeyRef: keyOfSecret, tokenRef: keyOfSecret }),
    requestType: { type: "string", enum: ["OriginRSA", "OriginECC"] },
  },
  ["auth", "requestType"],
);

const status = object({
  conditions: {
    type: "array",
    items: object(
      {
        type: { type: "string", enum: ["Ready"] },
        status: { type: "string", enum: ["True", "False", "Unknown"] },
        reason: string,
        message: string,
        lastTransitionTime: { type: "string", format: "date-time" },
      },
      ["status", "type"],
    ),
  },
});
