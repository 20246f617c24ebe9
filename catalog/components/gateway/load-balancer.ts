import type { Cloud, Surroundings } from "../../surroundings";

type Aws = Extract<Cloud, { readonly kind: "aws" }>;

/**
 * Annotations by which a cloud makes the Gateway's load balancer.
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#internal-load-balancer
 * @see https://docs.aws.amazon.com/eks/latest/userguide/network-load-balancing.html
 * @see https://cloud-provider-azure.sigs.k8s.io/topics/loadbalancer/
 */
export function loadBalancerAnnotations({ cloud }: Surroundings, internal: boolean): Readonly<Record<string, string>> {
  switch (cloud.kind) {
    case "aws":
      return awsAnnotations(cloud, internal);
    case "azure":
      return internal ? { "service.beta.kubernetes.io/azure-load-balancer-internal": "true" } : {};
    case "none":
      return {};
  }
}

/**
 * Without Auto Mode, Kubernetes' own controller makes the balancer; with it, EKS does, for every Service that is made from then on. One that was
 * there before stays with its controller and needs that one's annotations; neither reads the other's.
 */
function awsAnnotations({ autoMode }: Aws, internal: boolean): Readonly<Record<string, string>> {
  const own = {
    "service.beta.kubernetes.io/aws-load-balancer-type": "nlb",
    "service.beta.kubernetes.io/aws-load-balancer-cross-zone-load-balancing-enabled": "true",
    ...(internal ? { "service.beta.kubernetes.io/aws-load-balancer-internal": "true" } : {}),
  };
  if (autoMode === undefined) return own;
  return { ...(autoMode.otherNodes ? own : {}), ...autoModeAnnotations(internal) };
}

/**
 * Auto Mode's balancers are inside the network unless told. They send to pods, not to nodes, and would hide the address of who asks.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-nlb.html
 */
function autoModeAnnotations(internal: boolean): Readonly<Record<string, string>> {
  return {
    "service.beta.kubernetes.io/aws-load-balancer-scheme": internal ? "internal" : "internet-facing",
    "service.beta.kubernetes.io/aws-load-balancer-attributes": "load_balancing.cross_zone.enabled=true",
    "service.beta.kubernetes.io/aws-load-balancer-target-group-attributes": "preserve_client_ip.enabled=true",
  };
}
