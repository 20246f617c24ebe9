import { addOns, eks, node } from "../files";
import type { WrongCase } from "./wrong-case";

/** An EKS cluster, who gets in, and its add-ons. */
export const EKS_CLUSTER: readonly WrongCase[] = [
  {
    name: "a version without quotes",
    yaml: eks({}, { version: "1.35" }),
    message: 'environments/staging.yaml:9:12  cluster.version: 1.35 is a number, not a text; put it in quotes: "1.35".',
  },
  {
    name: "a version with a patch",
    yaml: eks({}, { version: "1.35.4" }),
    message:
      'environments/staging.yaml:9:12  cluster.version: "1.35.4" is not a version of EKS: a minor version of Kubernetes in quotes, such as "1.35".',
  },
  {
    name: "a version of k3s",
    yaml: eks({}, { version: "v1.35.4+k3s1" }),
    message:
      'environments/staging.yaml:9:12  cluster.version: "v1.35.4+k3s1" is not a version of EKS: a minor version of Kubernetes in quotes, such as "1.35".',
  },
  {
    name: "no version",
    yaml: eks({}, { version: undefined }),
    message:
      "environments/staging.yaml:8:1  cluster.version: is missing: the Kubernetes version of the control plane and the nodes. Write for example \"version: '1.35'\".",
  },
  {
    name: "an API that is open to one range twice",
    yaml: eks({}, { publicAccess: "[203.0.113.0/24, 203.0.113.0/24]" }),
    message: 'environments/staging.yaml:12:34  cluster.publicAccess[1]: "203.0.113.0/24" is named twice in this list.',
  },
  {
    name: "an API that is open to an address",
    yaml: eks({}, { publicAccess: "[203.0.113.7]" }),
    message:
      'environments/staging.yaml:12:18  cluster.publicAccess[0]: "203.0.113.7" is not an IPv4 range such as 10.42.0.0/16.',
  },
  {
    name: "logs that CloudWatch can't keep for so long",
    yaml: eks({}, { logRetentionDays: "10" }),
    message:
      "environments/staging.yaml:12:21  cluster.logRetentionDays: 10 is nothing CloudWatch can keep; one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653.",
  },
  {
    name: "a session where the role that signs in is needed",
    yaml: eks(
      {},
      {
        access: '{ admins: { principal: "arn:aws:sts::111122223333:assumed-role/admins/me", policy: cluster-admin } }',
      },
    ),
    message:
      'environments/staging.yaml:12:34  cluster.access.admins.principal: "arn:aws:sts::111122223333:assumed-role/admins/me" is not the ARN of an IAM role or user such as arn:aws:iam::111122223333:role/developers.',
  },
  {
    name: "an access policy that is misspelt",
    yaml: eks(
      {},
      { access: '{ admins: { principal: "arn:aws:iam::111122223333:role/admins", policy: clusteradmin } }' },
    ),
    message:
      'environments/staging.yaml:12:83  cluster.access.admins.policy: "clusteradmin" is not allowed; one of cluster-admin, admin, edit, view, admin-view. Did you mean "cluster-admin"?',
  },
  {
    name: "an access policy by EKS's own name",
    yaml: eks(
      {},
      { access: '{ admins: { principal: "arn:aws:iam::111122223333:role/admins", policy: AmazonEKSViewPolicy } }' },
    ),
    message:
      'environments/staging.yaml:12:83  cluster.access.admins.policy: "AmazonEKSViewPolicy" is not allowed; one of cluster-admin, admin, edit, view, admin-view.',
  },
  {
    name: "access without a policy",
    yaml: eks({}, { access: '{ admins: { principal: "arn:aws:iam::111122223333:role/admins" } }' }),
    message:
      'environments/staging.yaml:12:13  cluster.access.admins.policy: is missing: what they may do: cluster-admin everything; admin, edit and view as Kubernetes\' own roles of these names; admin-view sees secrets, too. Write for example "policy: view".',
  },
  {
    name: "access to a namespace that is no name",
    yaml: eks(
      {},
      { access: '{ shop: { principal: "arn:aws:iam::111122223333:role/shop", policy: edit, namespaces: [Shop] } }' },
    ),
    message:
      'environments/staging.yaml:12:98  cluster.access.shop.namespaces[0]: "Shop" is not a namespace: at most 63 lower-case letters, digits and hyphens, no hyphen first or last.',
  },
  {
    name: "one role that has access twice",
    yaml: eks(
      {},
      {
        access:
          '{ admins: { principal: "arn:aws:iam::111122223333:role/admins", policy: admin }, people: { principal: "arn:aws:iam::111122223333:role/admins", policy: view } }',
      },
    ),
    message:
      'environments/staging.yaml:12:113  cluster.access.people.principal: "arn:aws:iam::111122223333:role/admins" gets in as admins already, and EKS takes one entry for each.',
  },
  {
    name: "an add-on without a version",
    yaml: eks({}, { addOns: addOns({ coredns: "{}" }) }),
    message:
      'environments/staging.yaml:10:100  cluster.addOns.coredns.version: is missing: the exact version of the add-on. Write for example "version: v1.13.2-eksbuild.31".',
  },
  {
    name: "an add-on that takes the newest version",
    yaml: eks({}, { addOns: addOns({ coredns: "{ version: latest }" }) }),
    message:
      'environments/staging.yaml:10:120  cluster.addOns.coredns.version: "latest" is not an exact version of an add-on such as v1.20.4-eksbuild.2 (aws eks describe-addon-versions lists them).',
  },
  {
    name: "an add-on's version without its build",
    yaml: eks({}, { addOns: addOns({ coredns: "{ version: v1.14.2 }" }) }),
    message:
      'environments/staging.yaml:10:120  cluster.addOns.coredns.version: "v1.14.2" is not an exact version of an add-on such as v1.20.4-eksbuild.2 (aws eks describe-addon-versions lists them).',
  },
  {
    name: "an add-on that is missing wherever nodes are",
    yaml: eks({}, { addOns: addOns({ "metrics-server": undefined }) }),
    message:
      "environments/staging.yaml:10:3  cluster.addOns.metrics-server: is missing: what pods and nodes use, for autoscaling and kubectl top.",
  },
  {
    name: "Auto Mode without a node pool",
    yaml: eks({}, { autoMode: "{ nodePools: [] }" }),
    message:
      "environments/staging.yaml:12:26  cluster.autoMode.nodePools: is an empty list; at least one value is needed.",
  },
  {
    name: "Auto Mode with a node pool that it doesn't bring",
    yaml: eks({}, { autoMode: "{ nodePools: [general-purpose, gpu] }" }),
    message:
      'environments/staging.yaml:12:44  cluster.autoMode.nodePools[1]: "gpu" is not allowed; one of general-purpose, system.',
  },
  {
    name: "Auto Mode as a switch",
    yaml: eks({}, { autoMode: "true" }),
    message: "environments/staging.yaml:12:13  cluster.autoMode: true is not a map of keys and values.",
  },
  {
    name: "an add-on that is misspelt",
    yaml: eks({}, { addOns: addOns({ "ebs-csi-driver": "{ version: v1.59.0-eksbuild.1 }" }) }),
    message:
      "environments/staging.yaml:10:300  cluster.addOns.ebs-csi-driver: unknown key. Allowed here: aws-ebs-csi-driver, aws-efs-csi-driver, coredns, eks-pod-identity-agent, kube-proxy, metrics-server, vpc-cni.",
  },
  {
    name: "settings of an add-on that are a text",
    yaml: eks({}, { addOns: addOns({ coredns: '{ version: v1.14.2-eksbuild.4, configuration: "{}" }' }) }),
    message:
      'environments/staging.yaml:10:155  cluster.addOns.coredns.configuration: "{}" is not a map of keys and values.',
  },
  {
    name: "machines in an environment on EKS",
    yaml: eks({}, { servers: `{ server-1: ${node(11)} }` }),
    message:
      "environments/staging.yaml:12:3  cluster.servers: unknown key. Allowed here: access, addOns, autoMode, deletionProtection, extendedSupport, logRetentionDays, managedArgoCd, nodeGroups, publicAccess, serviceCidr, tunnel, version.",
  },
];
