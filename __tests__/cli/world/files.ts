/** A host key, good enough for everything that does not verify with it. */
export const ECDSA =
  "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBJq+k060kEJclpbAumYjBZwBTLh2QOmvePe8x7PKH3PAn7oJ0CklIHfYvQYZDGYCMYE4U7vQ7SG9VRyPdzr0k30=";
export const ED25519 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEzI7aBOYXb8pgxOFyDpwRYPVVkWr1+5+5Utnr+nNwoA";

/** The same organization with production on EKS alone. */
export const EKS_FILES: Readonly<Record<string, string>> = {
  "package.json": '{ "engines": { "node": ">=20.19" } }',
  "environments/organization.yaml": "name: example\ndomain: example.org\n",
  "environments/protected.json":
    '{ "production": ["aws_eip.network_nat_a_address"], "production-data": ["aws_kms_key.key"] }\n',
  "environments/production.yaml": `kind: eks
domain: production.example.org
state: { backend: local }
aws: { account: "111122223333", region: eu-central-1 }
network: { vpc: new, cidr: 10.20.0.0/16, zones: { a: { slot: 0 }, b: { slot: 1 }, c: { slot: 2 } } }
cluster:
  version: "1.35"
  addOns:
    vpc-cni: { version: v1.21.1-eksbuild.7 }
    kube-proxy: { version: v1.35.3-eksbuild.2 }
    coredns: { version: v1.14.2-eksbuild.4 }
    eks-pod-identity-agent: { version: v1.3.10-eksbuild.3 }
    aws-ebs-csi-driver: { version: v1.59.0-eksbuild.1 }
    metrics-server: { version: v0.8.1-eksbuild.4 }
  nodeGroups:
    general: { amiType: BOTTLEROCKET_ARM_64, instanceTypes: [m7g.large], minSize: 3, maxSize: 6 }
gitops: { engine: argocd, repository: acme/gitops, revision: main }
components: { argo-cd: { version: 10.1.1 } }
`,
};

/** What `aws eks describe-cluster` says of it, with some of it changed. */
export function describedCluster(changes: object = {}): string {
  const cluster = {
    name: "example-production",
    arn: "arn:aws:eks:eu-central-1:111122223333:cluster/example-production",
    status: "ACTIVE",
    endpoint: "https://0123456789ABCDEF.gr7.eu-central-1.eks.amazonaws.com",
    certificateAuthority: { data: "Q0E=" },
    ...changes,
  };
  return JSON.stringify({ cluster });
}

/** What the aws command says when there is no such cluster, and when nobody is signed in. */
export const NO_CLUSTER =
  "\nAn error occurred (ResourceNotFoundException) when calling the DescribeCluster operation: No cluster found for name: example-production.\n";
export const SIGNED_OUT =
  "\nThe SSO session associated with this profile has expired or is otherwise invalid. To refresh this SSO session run aws sso login with the corresponding profile.\n";

/** An organization with staging on three servers and an agent, and development in containers. */
export const FILES: Readonly<Record<string, string>> = {
  "package.json": '{ "engines": { "node": ">=20.19" } }',
  "environments/organization.yaml": "name: example\ndomain: example.org\npromotion: [development, staging]\n",
  "environments/protected.json": `{ "staging": ${JSON.stringify([1, 2, 3].map((n) => `terraform_data.k3s_machine["server-${String(n)}"]`))} }\n`,
  "environments/development.yaml": `kind: k3d
domain: development.example.org
state: { backend: local }
cluster: { version: v1.35.4+k3s1 }
gitops: { engine: argocd, repository: acme/gitops, revision: main }
components: { argo-cd: { version: 10.1.1 } }
`,
  "environments/staging.yaml": `kind: k3s
domain: staging.example.org
state: { backend: local }
cluster:
  version: v1.35.4+k3s1
  endpoint: k3s.staging.example.org
  ssh: { user: ubuntu, timeoutSeconds: 20 }
  servers:
    server-1: { address: 192.0.2.11, privateAddress: 10.0.0.11, hostKey: "${ED25519}" }
    server-2: { address: 192.0.2.12, privateAddress: 10.0.0.12, hostKey: "${ED25519}" }
    server-3: { address: 192.0.2.13, privateAddress: 10.0.0.13, hostKey: "${ED25519}" }
  agents:
    agent-1: { address: 192.0.2.21, privateAddress: 10.0.0.21, hostKey: "${ED25519}" }
gitops: { engine: argocd, repository: acme/gitops, revision: main }
components: { argo-cd: { version: 10.1.1 } }
`,
};
