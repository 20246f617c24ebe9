import { HOST_KEY } from "./files";

/** Environments in which every key is written, so that no test forgets one. */

const COMMON = `
extends: standard
description: Everything at once.
state:
  backend: s3
  bucket: example-terraform-state
  region: eu-central-1
  kmsKeyId: alias/terraform-state
  roleArn: arn:aws:iam::111122223333:role/terraform-state
tags: { team: platform }
gitops: { engine: argocd, repository: example/platform, revision: main, credential: token, knownHosts: ["git.example.org ${HOST_KEY}"] }
dns: { provider: azure, zone: example.org, tenant: 11111111-2222-3333-4444-555555555555, subscription: 66666666-7777-8888-9999-aaaaaaaaaaaa, resourceGroup: dns }
prereleases: true
components:
  argo-cd: { version: 10.1.1, values: { server: { replicas: 3 } } }
  cert-manager: { version: v1.21.2-rc.1 }
  issuers: { email: platform@example.org }
  external-secrets: { version: 2.9.0 }
  vault: { version: 0.34.1, seal: awskms, size: 20, variants: [snapshots, issued] }
applications:
  storefront:
    chart: oci://ghcr.io/example/charts/storefront
    version: 1.8.2
    namespace: shop
    tenant: shop
    dependsOn: [database]
    values: { replicas: 2 }
    images:
      web: { repository: ghcr.io/example/storefront, tag: "1.8.2", value: web.image.tag }
  database: { chart: postgresql, repository: "https://charts.example.org", version: 18.0.1, namespace: data }
  pages: { path: deploy/pages, repository: example/pages, revision: v1.2.3, cluster: preview }
  tools: { path: applications/tools, images: { web: { repository: ghcr.io/example/tools, tag: v3 } } }
tenants:
  shop:
    namespace: shop
    admins: [shop-admins]
    viewers: [shop-viewers]
    sources: ["https://github.com/example/shop"]
    quota: { cpu: 500m, memory: 4Gi, storage: 10Gi, pods: 20 }
    egress: [198.51.100.0/24]
clusters:
  preview:
    version: 0.36.1
    kubernetes: v1.35.4
    tenant: shop
    highAvailability: true
    quota: { cpu: "2", memory: 4Gi, storage: 10Gi, pods: 20 }
    values: { sync: { toHost: { ingresses: { enabled: true } } } }
exceptions:
  K3S-01: { reason: The cluster shrinks., expires: "2026-12-31" }
removals: { aws_s3_bucket_backups: Moved to production-data. }
`;

export const FULL_K3S = `${COMMON}
kind: k3s
domain: full.example.org
peers: [laptop]
cluster:
  version: v1.35.4+k3s1
  endpoint: k3s.full.example.org
  servers:
    server-1:
      address: 192.0.2.11
      privateAddress: 10.0.0.11
      hostKey: ${HOST_KEY}
      user: admin
      port: 2222
      labels: { example.org/disk: ssd }
      taints:
        example.org/dedicated: { value: database, effect: NoSchedule }
      gpu: nvidia
  agents:
    agent-1:
      address: 192.0.2.12
      hostKey: ${HOST_KEY} root@agent-1
  ssh:
    user: ubuntu
    port: 22
    timeoutSeconds: 30
    bastion: { host: bastion.example.org, port: 22, user: jump, hostKey: ${HOST_KEY} }
  mirror: http://mirror.example.org/k3s
  checksums:
    amd64: ${"a1".repeat(32)}
    arm64: ${"b2".repeat(32)}
  tlsSans: [api.example.org, 192.0.2.10]
  podCidr: 10.50.0.0/16
  serviceCidr: 10.51.0.0/16
  flannelBackend: vxlan
  disable: [traefik, servicelb]
  registries:
    mirrors:
      "*": { endpoint: ["https://mirror.example.org"] }
      docker.io: { endpoint: ["https://mirror.example.org"], rewrite: { "^library/(.*)": dockerhub/$1 } }
    configs:
      mirror.example.org:
        credential: true
        tls: { caFile: /etc/ssl/ca.pem, insecureSkipVerify: false }
  snapshots:
    schedule: "*/30 2-6 * * mon,fri"
    retention: 10
    s3: { bucket: snapshots, region: eu-central-1, endpoint: "s3.example.org:9000", folder: full }
  drainTimeoutSeconds: 60
`;

export const FULL_K3D = `${COMMON}
kind: k3d
domain: laptop.example.org
peers: [full]
cluster:
  version: v1.35.4+k3s1
  digest: sha256:${"c3".repeat(32)}
  servers: 3
  agents: 2
  apiPort: 6551
  registryPort: 5002
  ports: ["8080:80@loadbalancer", "127.0.0.1:8443:443/tcp@server:0"]
  disable: []
`;

export const FULL_EKS = `${COMMON}
kind: eks
domain: cloud.example.org
peers: [full]
aws:
  account: "111122223333"
  region: eu-central-1
  roleArn: arn:aws:iam::111122223333:role/platform-apply
  shared: { account: "444455556666", region: eu-west-1, roleArn: arn:aws:iam::444455556666:role/platform-shared }
network:
  vpc: new
  cidr: 10.60.0.0/16
  zones: { a: { slot: 0 }, b: { slot: 1 } }
  nat: per-zone
  podCidr: 100.64.0.0/16
  endpoints: [ecr.api, ecr.dkr]
  flowLogs: { destination: s3, retentionDays: 90 }
cluster:
  version: "1.35"
  publicAccess: [203.0.113.0/24]
  serviceCidr: 172.21.0.0/16
  logRetentionDays: 731
  extendedSupport: true
  deletionProtection: false
  tunnel: false
  access:
    admins: { principal: arn:aws:iam::111122223333:role/admins, policy: cluster-admin }
    shop: { principal: arn:aws:iam::111122223333:user/shop, policy: edit, namespaces: [shop] }
  addOns:
    vpc-cni: { version: v1.21.1-eksbuild.7, configuration: { env: { WARM_PREFIX_TARGET: "2" } } }
    kube-proxy: { version: v1.35.3-eksbuild.2 }
    coredns: { version: v1.14.2-eksbuild.4 }
    eks-pod-identity-agent: { version: v1.3.10-eksbuild.3 }
    aws-ebs-csi-driver: { version: v1.59.0-eksbuild.1 }
    aws-efs-csi-driver: { version: v3.0.1-eksbuild.1 }
    metrics-server: { version: v0.8.1-eksbuild.4 }
  nodeGroups:
    general:
      amiType: BOTTLEROCKET_ARM_64
      instanceTypes: [m7g.large, m8g.large]
      capacityType: SPOT
      minSize: 1
      maxSize: 6
      desiredSize: 2
      diskSizeGiB: 100
      labels: { example.org/disk: ssd }
      taints:
        example.org/dedicated: { value: database, effect: NoSchedule }
      zones: [a, b]
      maxUnavailablePercentage: 50
      releaseVersion: 1.52.0-1a2b3c4d
  autoMode: { nodePools: [general-purpose, system] }
data:
  images: { shop/storefront: { keep: { "v": 50, pr-: 20 }, untaggedDays: 7 } }
  lake:
    ingestion: { events: { namespace: events, serviceAccounts: [collector] } }
    workflows: { reports: { namespace: reports, serviceAccounts: [runner] } }
  zone: new
  certificate: true
`;

/** A network that exists has keys of its own; all others are above. */
export const FULL_EXISTING = `
kind: eks
domain: existing.example.org
state: { backend: local }
gitops: { engine: argocd, repository: example/platform, revision: main }
components: { argo-cd: { version: 10.1.1 } }
peers: [cloud]
aws: { account: "111122223333", region: eu-central-1 }
network:
  vpc: existing
  id: vpc-0a1b2c3d4e5f60718
  cidr: 10.61.0.0/16
  zones:
    a: { private: subnet-0a1b2c3d4e5f60711, public: subnet-0a1b2c3d4e5f60712, intra: subnet-0a1b2c3d4e5f60713 }
    b: { private: subnet-0a1b2c3d4e5f60714, public: subnet-0a1b2c3d4e5f60715, intra: subnet-0a1b2c3d4e5f60716 }
cluster:
  version: "1.34"
  serviceCidr: 172.22.0.0/16
  addOns:
    vpc-cni: { version: v1.21.1-eksbuild.7 }
    kube-proxy: { version: v1.34.3-eksbuild.2 }
    coredns: { version: v1.14.2-eksbuild.4 }
    eks-pod-identity-agent: { version: v1.3.10-eksbuild.3 }
    aws-ebs-csi-driver: { version: v1.59.0-eksbuild.1 }
    metrics-server: { version: v0.8.1-eksbuild.4 }
  nodeGroups:
    general: { amiType: BOTTLEROCKET_ARM_64, instanceTypes: [m7g.large], minSize: 2, maxSize: 6 }
`;

export const FULL = {
  "environments/organization.yaml": `
name: example
domain: example.org
promotion: [laptop, full]
tags: { owner: platform }
state:
  backend: local
  bucket: example-states
  account: "111122223333"
  region: eu-central-1
  roleArn: arn:aws:iam::111122223333:role/platform-apply
  keyAlias: example-states
  keepDays: 400
  accounts: { full: "444455556666" }
exceptions: { CKV_AWS_144: { reason: One region will do., expires: "2026-12-31" } }
removals: { edge-eu: The site was closed. }
`,
  "environments/profiles/standard.yaml": "tags: { shared: profile }\n",
  "environments/full.yaml": FULL_K3S,
  "environments/laptop.yaml": FULL_K3D,
  "environments/cloud.yaml": FULL_EKS,
  "environments/existing.yaml": FULL_EXISTING,
};
