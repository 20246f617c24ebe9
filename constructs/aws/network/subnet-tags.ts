/** What a subnet is for. */
export type SubnetKind = "private" | "public" | "intra" | "pods";

/**
 * The tags by which controllers in a cluster find their subnets. The tag `kubernetes.io/cluster/<name>` is not among
 * them: the load balancer controller has not needed it since version 2.1.2, in a network of one cluster.
 *
 * Sources: https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html,
 * https://github.com/aws/amazon-vpc-cni-k8s#cni-role-tag
 *
 * @param clusterName whose nodes Karpenter and Auto Mode may put into the private subnets; none without one.
 */
export function subnetTags(kind: SubnetKind, clusterName: string | undefined): Readonly<Record<string, string>> {
  switch (kind) {
    case "public":
      return { "kubernetes.io/role/elb": "1" };
    case "private":
      return {
        "kubernetes.io/role/internal-elb": "1",
        ...(clusterName !== undefined && { "karpenter.sh/discovery": clusterName }),
      };
    case "pods":
      return { "kubernetes.io/role/cni": "1" };
    case "intra":
      return {};
  }
}
