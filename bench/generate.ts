import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes the environments of an organization with so many k3s clusters, each of 3 servers and 2 agents. */
export function generateEnvironments(root: string, count: number): void {
  const folder = join(root, "environments");
  mkdirSync(folder, { recursive: true });
  write(join(folder, "organization.yaml"), { name: "bench", domain: "bench.example.org" });
  for (let number = 1; number <= count; number++) {
    const name = `cluster-${String(number).padStart(3, "0")}`;
    write(join(folder, `${name}.yaml`), environment(name, number));
  }
}

function environment(name: string, number: number): object {
  return {
    kind: "k3s",
    domain: `${name}.bench.example.org`,
    state: { backend: "s3", bucket: "bench-state", region: "eu-central-1" },
    cluster: {
      version: "v1.35.4+k3s1",
      endpoint: `k3s.${name}.bench.example.org`,
      servers: nodes("server", 3, number, 11),
      agents: nodes("agent", 2, number, 21),
    },
    gitops: { engine: "argocd", repository: "example/platform", revision: "main" },
    components: { "argo-cd": { version: "10.1.1" } },
  };
}

function nodes(role: string, count: number, environment: number, octet: number): Record<string, object> {
  const named: Record<string, object> = {};
  for (let index = 0; index < count; index++) {
    const address = `10.0.${environment}.${octet + index}`;
    named[`${role}-${index + 1}`] = { address, hostKey: hostKey(environment * 256 + octet + index) };
  }
  return named;
}

/** A public key that no other node has, and nobody the private one of. */
function hostKey(number: number): string {
  const key = Buffer.alloc(32);
  key.writeUInt32BE(number, 28);
  const type = Buffer.from("ssh-ed25519");
  const blob = Buffer.concat([length(type), type, length(key), key]);
  return `ssh-ed25519 ${blob.toString("base64")}`;
}

function length(part: Buffer): Buffer {
  const prefix = Buffer.alloc(4);
  prefix.writeUInt32BE(part.length);
  return prefix;
}

/** JSON is YAML. */
function write(file: string, value: object): void {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}
