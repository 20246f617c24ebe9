import type { EksEnvironment } from "../../config";
import type { Access, AccessPolicy } from "../../constructs/aws/eks/access";
import type { EksClusterProps } from "../../constructs/aws/eks/cluster-props";

type Entry = EksEnvironment["cluster"]["access"][string];

/** EKS's own names of what somebody may do. */
const POLICIES: Readonly<Record<Entry["policy"], AccessPolicy>> = {
  "cluster-admin": "AmazonEKSClusterAdminPolicy",
  admin: "AmazonEKSAdminPolicy",
  edit: "AmazonEKSEditPolicy",
  view: "AmazonEKSViewPolicy",
  "admin-view": "AmazonEKSAdminViewPolicy",
};

/** What a cluster is made from, as its environment file says; without what only a stack knows. */
export function clusterProps({
  aws,
  cluster,
}: EksEnvironment): Omit<EksClusterProps, "name" | "network" | "kmsKeyArn" | "volumeKeyAlias" | "instanceTags"> {
  return {
    version: cluster.version,
    region: aws.region,
    account: aws.account,
    publicAccessCidrs: cluster.publicAccess,
    serviceCidr: cluster.serviceCidr,
    logRetentionDays: cluster.logRetentionDays,
    supportType: cluster.extendedSupport ? "EXTENDED" : "STANDARD",
    deletionProtection: cluster.deletionProtection,
    access: Object.fromEntries(Object.entries(cluster.access).map(([name, entry]) => [name, accessOf(entry)])),
    addOns: cluster.addOns,
    nodeGroups: cluster.nodeGroups,
    ...(cluster.autoMode === undefined ? {} : { autoMode: cluster.autoMode }),
  };
}

function accessOf({ principal, policy, namespaces }: Entry): Access {
  return { principalArn: principal, policy: POLICIES[policy], ...(namespaces.length === 0 ? {} : { namespaces }) };
}
