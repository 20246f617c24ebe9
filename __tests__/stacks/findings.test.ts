import { formatProblems } from "../../config";
import { loadPlatform } from "../../stacks/load-platform";
import { addOns, eks, inRepository } from "../config/files";

/** What the repository says of an environment, with the real catalog. */
function problemsOf(yaml: string): string {
  return inRepository({ "environments/production.yaml": yaml }, (root) => {
    const result = loadPlatform(root);
    return result.ok ? "" : formatProblems(result.problems);
  });
}

/** A group called "general" with some keys changed. */
function group(changes: Readonly<Record<string, string>>): { readonly nodeGroups: string } {
  const right = { amiType: "BOTTLEROCKET_ARM_64", instanceTypes: "[m7g.large]", minSize: "3", maxSize: "6" };
  const written = Object.entries({ ...right, ...changes }).map(([key, value]) => `${key}: ${value}`);
  return { nodeGroups: `{ general: { ${written.join(", ")} } }` };
}

function network(zones: string, more = ""): { readonly network: string } {
  return { network: `{ vpc: new, cidr: 10.20.0.0/16, zones: ${zones}${more} }` };
}

/** Components that keep things in buckets, with all that they need. */
function components(backups: string, snapshots: string): string {
  const names = "argo-cd: { version: 10.1.1 }, cert-manager: { version: v1.21.2 }, internal-ca: {}";
  const vault = `vault: { version: 0.34.1, variants: [snapshots], snapshots: { s3: { bucket: ${snapshots} } } }`;
  return `{ ${names}, ${vault}, velero: { version: 12.1.0, bucket: ${backups} } }`;
}

const AUTO_MODE = "{ nodePools: [general-purpose, system] }";
const METRICS = "metrics-server: { version: v0.8.1-eksbuild.4 }";

const EXISTING = "{ vpc: existing, id: vpc-0a1b2c3d4e5f60718, cidr: 10.20.0.0/16, zones:";

describe("an environment on EKS", () => {
  test("is fine as the tests have it", () => {
    expect(problemsOf(eks())).toBe("");
  });

  test.each([
    [
      "a version that EKS has let go",
      { version: '"1.22"' },
      'environments/production.yaml:9:3  cluster.version: "1.22" is not in EKS\'s standard support; one of 1.34, 1.35, 1.36.',
    ],
    [
      "a version that there is not yet",
      { version: '"1.99"' },
      'environments/production.yaml:9:3  cluster.version: "1.99" is not in EKS\'s standard support; one of 1.34, 1.35, 1.36.',
    ],
    [
      "an image for another processor",
      group({ amiType: "BOTTLEROCKET_x86_64" }),
      'environments/production.yaml:11:17  cluster.nodeGroups.general: "m7g.large" is arm64, BOTTLEROCKET_x86_64 is for x86_64: take BOTTLEROCKET_ARM_64.',
    ],
    [
      "instance types of two processors",
      group({ instanceTypes: "[m7g.large, m7i.large]" }),
      'environments/production.yaml:11:17  cluster.nodeGroups.general: "m7g.large" (arm64) and "m7i.large" (x86_64): the instance types of one group have one architecture.',
    ],
    [
      "a GPU that the image has no driver for",
      group({ instanceTypes: "[g5g.xlarge]" }),
      'environments/production.yaml:11:17  cluster.nodeGroups.general: "g5g.xlarge" has a GPU, BOTTLEROCKET_ARM_64 has no driver for it: take BOTTLEROCKET_ARM_64_NVIDIA.',
    ],
    [
      "an image for GPUs on machines without one",
      group({ amiType: "BOTTLEROCKET_ARM_64_NVIDIA" }),
      `environments/production.yaml:11:3   cluster.nodeGroups: No node group without taints begins with a node: coredns would have nowhere to run. Give one a minSize of 1 and no taints.
environments/production.yaml:11:17  cluster.nodeGroups.general: "m7g.large" has no NVIDIA GPU, BOTTLEROCKET_ARM_64_NVIDIA is for g and p families: take BOTTLEROCKET_ARM_64.`,
    ],
    [
      "a GPU of another maker",
      group({ instanceTypes: "[g4ad.xlarge]", amiType: "AL2023_x86_64_NVIDIA" }),
      `environments/production.yaml:11:3   cluster.nodeGroups: No node group without taints begins with a node: coredns would have nowhere to run. Give one a minSize of 1 and no taints.
environments/production.yaml:11:17  cluster.nodeGroups.general: "g4ad.xlarge" is of a family that no AMI type here fits; one of a, c, d, h, hpc, i, im, is, m, r, t, u, x, z, g, gr, p, with NVIDIA GPUs if any.`,
    ],
    [
      "a family that no image here fits",
      group({ instanceTypes: "[trn1.2xlarge]" }),
      'environments/production.yaml:11:17  cluster.nodeGroups.general: "trn1.2xlarge" is of a family that no AMI type here fits; one of a, c, d, h, hpc, i, im, is, m, r, t, u, x, z, g, gr, p, with NVIDIA GPUs if any.',
    ],
    [
      "an instance type that AWS can't have",
      group({ instanceTypes: "[m7g.huge]" }),
      'environments/production.yaml:11:17  cluster.nodeGroups.general: "m7g.huge" is not an EC2 instance type such as m7g.large.',
    ],
    [
      "sizes that don't rise",
      group({ minSize: "7" }),
      "environments/production.yaml:11:17  cluster.nodeGroups.general: Sizes 7 ≤ 7 ≤ 6 (minSize, desiredSize, maxSize) don't rise, or the last is not at least 1.",
    ],
    [
      "a size to begin with that is too large",
      group({ desiredSize: "9" }),
      "environments/production.yaml:11:17  cluster.nodeGroups.general: Sizes 3 ≤ 9 ≤ 6 (minSize, desiredSize, maxSize) don't rise, or the last is not at least 1.",
    ],
    [
      "a zone that the network has not",
      group({ zones: "[a, d]" }),
      'environments/production.yaml:11:110  cluster.nodeGroups.general.zones: "d" is no zone of the network; one of a, b, c.',
    ],
    [
      "nodes that no pod of the cluster itself tolerates",
      group({ taints: "{ example.org/gpu: { effect: NoSchedule } }" }),
      "environments/production.yaml:11:3  cluster.nodeGroups: No node group without taints begins with a node: coredns would have nowhere to run. Give one a minSize of 1 and no taints.",
    ],
    [
      "an identity agent that is too old",
      { addOns: addOns({ "eks-pod-identity-agent": "{ version: v1.1.9-eksbuild.1 }" }) },
      'environments/production.yaml:10:168  cluster.addOns.eks-pod-identity-agent.version: "v1.1.9-eksbuild.1" is too old: older ones never start on a node that waits for vpc-cni. v1.2.0 or newer.',
    ],
    [
      "a driver of volumes that is too old",
      { addOns: addOns({ "aws-ebs-csi-driver": "{ version: v1.57.1-eksbuild.1 }" }) },
      'environments/production.yaml:10:221  cluster.addOns.aws-ebs-csi-driver.version: "v1.57.1-eksbuild.1" is too old: older ones don\'t tag volumes with their cluster, and its role allows no others. v1.58.0 or newer.',
    ],
    [
      "neither a node group nor Auto Mode",
      { nodeGroups: "{}" },
      "environments/production.yaml:11:3  cluster.nodeGroups: A cluster needs a node group or Auto Mode.",
    ],
    [
      "nothing at all to run pods",
      { nodeGroups: undefined },
      "environments/production.yaml:8:1  cluster.nodeGroups: A cluster needs a node group or Auto Mode.",
    ],
    [
      "add-ons that are missing",
      { addOns: addOns({ "vpc-cni": undefined, "aws-ebs-csi-driver": undefined }) },
      `environments/production.yaml:10:3  cluster.addOns.aws-ebs-csi-driver: is missing: nobody else makes volumes. Give its version.
environments/production.yaml:10:3  cluster.addOns.vpc-cni: is missing: nodes of node groups don't work without it. Give its version.`,
    ],
    [
      "add-ons that Auto Mode has built in",
      {
        nodeGroups: undefined,
        addOns: `{ ${METRICS}, coredns: { version: v1.14.2-eksbuild.4 } }`,
        autoMode: AUTO_MODE,
      },
      "environments/production.yaml:10:61  cluster.addOns.coredns: is built into Auto Mode's nodes, and there are no others that it would run on. Leave it out.",
    ],
    [
      "Auto Mode whose nodes take no ordinary pod",
      { nodeGroups: undefined, addOns: `{ ${METRICS} }`, autoMode: "{ nodePools: [system] }" },
      "environments/production.yaml:11:3  cluster.autoMode: The node pool system takes only pods that tolerate CriticalAddonsOnly: others would have nowhere to run. Add general-purpose, or a node group without taints that begins with a node.",
    ],
    [
      "an add-on that does not leave Auto Mode's nodes alone",
      { addOns: addOns({ "vpc-cni": "{ version: v1.18.6-eksbuild.1 }" }), autoMode: AUTO_MODE },
      "environments/production.yaml:10:24  cluster.addOns.vpc-cni.version: \"v1.18.6-eksbuild.1\" is too old: older ones don't leave Auto Mode's nodes alone. v1.19.0 or newer.",
    ],
  ])("is told of %s", (_, cluster, message) => {
    expect(problemsOf(eks({}, cluster))).toBe(message);
  });

  test("is fine with Auto Mode alone, and with Auto Mode beside node groups", () => {
    const alone = { nodeGroups: undefined, addOns: `{ ${METRICS} }`, autoMode: AUTO_MODE };
    expect(problemsOf(eks({}, alone))).toBe("");
    expect(problemsOf(eks({}, { autoMode: AUTO_MODE }))).toBe("");
  });

  test("is told of a range for pods that Auto Mode has no use for", () => {
    const cluster = { nodeGroups: undefined, addOns: `{ ${METRICS} }`, autoMode: AUTO_MODE };
    const pods = network("{ a: { slot: 0 }, b: { slot: 1 } }", ", podCidr: 100.64.0.0/16");
    const message = "is of no use to Auto Mode, whose pods are in the nodes' subnets. Leave it out.";
    expect(problemsOf(eks(pods, cluster))).toBe(`environments/production.yaml:7:85  network.podCidr: ${message}`);
    expect(problemsOf(eks(pods, { autoMode: AUTO_MODE }))).toBe("");
  });

  test.each([
    [
      "no zone",
      network("{}"),
      "environments/production.yaml:7:42  network.zones: there is none, and EKS needs two at least; three survive the loss of one.",
    ],
    [
      "one zone alone",
      network("{ a: { slot: 0 } }"),
      "environments/production.yaml:7:42  network.zones: there is only a, and EKS needs two at least; three survive the loss of one.",
    ],
    [
      "one zone alone of a network that exists",
      { network: `${EXISTING} { a: { private: subnet-0a1b2c3d4e5f60718 } } }` },
      "environments/production.yaml:7:74  network.zones: there is only a, and EKS needs two at least; three survive the loss of one.",
    ],
    [
      "pods in a range that AWS does not add to the network",
      network("{ a: { slot: 0 }, b: { slot: 1 } }", ", podCidr: 192.168.0.0/16"),
      'environments/production.yaml:7:85  network.podCidr: AWS does not add "192.168.0.0/16" to a network of 10.20.0.0/16. Write 100.64.0.0/16, say.',
    ],
    [
      "pods in the network's own range, once",
      network("{ a: { slot: 0 }, b: { slot: 1 } }", ", podCidr: 10.20.0.0/16"),
      "environments/production.yaml:7:94  network.podCidr: 10.20.0.0/16 (pods) overlaps 10.20.0.0/16 (the network); choose another.",
    ],
  ])("is told of %s", (_, changes, message) => {
    expect(problemsOf(eks(changes))).toBe(message);
  });

  test.each([
    [
      "a new zone where nobody serves the names",
      { data: "{ zone: new }" },
      "environments/production.yaml:12:9  data.zone: needs a zone in Route 53, and dns is not written. Write dns: { provider: route53, … }, or take it out.",
    ],
    [
      "a certificate for names that another provider serves",
      { data: "{ certificate: true }", dns: "{ provider: cloudflare, zone: example.org }" },
      "environments/production.yaml:12:9  data.certificate: needs a zone in Route 53, and dns.provider is cloudflare. Write dns: { provider: route53, … }, or take it out.",
    ],
    [
      "a shared account that nothing lives in",
      {
        aws: '{ account: "111122223333", region: eu-central-1, shared: { account: "444455556666", roleArn: arn:aws:iam::444455556666:role/platform-shared } }',
        dns: "{ provider: route53, zone: example.org, region: eu-central-1 }",
      },
      "environments/production.yaml:6:55  aws.shared: is used by nothing: neither a zone in Route 53 nor image repositories (data.images) live there. Delete it, or write what does.",
    ],
    [
      "one bucket for two components",
      { components: components("example-backups", "example-backups") },
      'environments/production.yaml:5:197  components.velero: keeps things in the bucket "example-backups", as vault does; give each its own.',
    ],
    [
      "a component's service account among the pods of the lake",
      {
        components: components("example-backups", "example-vault"),
        data: "{ lake: { workflows: { backups: { namespace: velero, serviceAccounts: [runner, velero-server] } } } }",
      },
      'environments/production.yaml:12:86  data.lake.workflows.backups.serviceAccounts[1]: "velero-server" is of the component velero, and pods have one role each; give the lake\'s pods a service account of their own.',
    ],
    [
      "a bucket whose name TLS can't bear",
      { components: components("backups.example.org", "example-vault") },
      'environments/production.yaml:5:195  components.velero: can\'t have the bucket "backups.example.org": no certificate of S3 is for a name with dots.',
    ],
  ])("is told of %s", (_, changes, message) => {
    expect(problemsOf(eks(changes))).toBe(message);
  });

  const ROLE = "arn:aws:iam::111122223333:role/deploy";
  const asRole = { aws: `{ account: "111122223333", region: eu-central-1, roleArn: ${ROLE} }` };

  test.each([
    ["no entry", {}],
    ["an entry to look at things", { access: `{ deploy: { principal: ${ROLE}, policy: view } }` }],
    [
      "an entry for one namespace",
      { access: `{ deploy: { principal: ${ROLE}, policy: cluster-admin, namespaces: [argocd] } }` },
    ],
  ])("is told of a role that deploys and has %s: it could not bring Argo CD", (_, cluster) => {
    expect(problemsOf(eks(asRole, cluster))).toBe(
      "environments/production.yaml:6:55  aws.roleArn: deploys, and could not bring Argo CD into the cluster: give it an entry of cluster.access with the policy cluster-admin.",
    );
  });

  test("is fine with a role that deploys and may do everything in the cluster", () => {
    expect(problemsOf(eks(asRole, { access: `{ deploy: { principal: ${ROLE}, policy: cluster-admin } }` }))).toBe("");
  });

  test("is told that Flux does not come to EKS", () => {
    const gitops = "{ engine: flux, repository: example/platform, revision: main }";
    expect(problemsOf(eks({ gitops, components: "{ flux: { version: 2.18.3 } }" }))).toMatch(
      /^environments\/production\.yaml:\d+:\d+ {2}gitops\.engine: Flux has no delivery into EKS; choose argocd\.$/,
    );
  });

  test("is told everything at once", () => {
    expect(
      problemsOf(eks(network("{ a: { slot: 0 } }"), { version: '"1.22"', ...group({ zones: "[b]", maxSize: "2" }) })),
    )
      .toBe(`environments/production.yaml:7:42    network.zones: there is only a, and EKS needs two at least; three survive the loss of one.
environments/production.yaml:9:3     cluster.version: "1.22" is not in EKS's standard support; one of 1.34, 1.35, 1.36.
environments/production.yaml:11:17   cluster.nodeGroups.general: Sizes 3 ≤ 3 ≤ 2 (minSize, desiredSize, maxSize) don't rise, or the last is not at least 1.
environments/production.yaml:11:110  cluster.nodeGroups.general.zones: "b" is no zone of the network; one of a.`);
  });
});
