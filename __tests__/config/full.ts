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
gitops: { engine: argocd, repository: example/platform, revision: main, credential: token }
components:
  argo-cd: { version: 10.1.1 }
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

export const FULL = {
  "environments/organization.yaml": `
name: example
domain: example.org
promotion: [laptop, full]
tags: { owner: platform }
removals: { edge-eu: The site was closed. }
`,
  "environments/profiles/standard.yaml": "tags: { shared: profile }\n",
  "environments/full.yaml": FULL_K3S,
  "environments/laptop.yaml": FULL_K3D,
};
