import type { Surroundings } from "../../surroundings";

/**
 * Annotations by which a cloud makes the Gateway's load balancer.
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#internal-load-balancer
 * @see https://docs.aws.amazon.com/eks/latest/userguide/network-load-balancing.html
 * @see https://cloud-provider-azure.sigs.k8s.io/topics/loadbalancer/
 */
export function loadBalancerAnnotations({ cloud }: Surroundings, internal: boolean): Readonly<Record<string, string>> {
  switch (cloud.kind) {
    case "aws":
      return {
        "service.beta.kubernetes.io/aws-load-balancer-type": "nlb",
        "service.beta.kubernetes.io/aws-load-balancer-cross-zone-load-balancing-enabled": "true",
        ...(internal ? { "service.beta.kubernetes.io/aws-load-balancer-internal": "true" } : {}),
      };
    case "azure":
      return internal ? { "service.beta.kubernetes.io/azure-load-balancer-internal": "true" } : {};
    case "none":
      return {};
  }
}
