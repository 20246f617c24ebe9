/** A host key, good enough for everything that does not verify with it. */
export const ECDSA =
  "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBJq+k060kEJclpbAumYjBZwBTLh2QOmvePe8x7PKH3PAn7oJ0CklIHfYvQYZDGYCMYE4U7vQ7SG9VRyPdzr0k30=";
export const ED25519 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEzI7aBOYXb8pgxOFyDpwRYPVVkWr1+5+5Utnr+nNwoA";

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
