import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { formatProblems, loadPlatform, type Result } from "../../config";
import { RULES } from "./rules";

/** A public key whose private half nobody has. */
export const HOST_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEzI7aBOYXb8pgxOFyDpwRYPVVkWr1+5+5Utnr+nNwoA";

/** Path → text, relative to the repository. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Top-level keys → their text behind the colon; `undefined` leaves the key out, a new key goes to the end. */
type Lines = Readonly<Record<string, string | undefined>>;

const COMMON = {
  domain: "staging.example.org",
  state: "{ backend: local }",
  gitops: "{ engine: argocd, repository: example/platform, revision: main }",
  components: "{ argo-cd: { version: 10.1.1 } }",
};

/** The text of a right k3s environment, a line a key, with some keys changed. The cluster begins in line 6. */
export function k3s(changes: Lines = {}, cluster: Lines = {}): string {
  const servers = `{ server-1: ${node(11)} }`;
  const inner = keys({ version: "v1.35.4+k3s1", servers, ...cluster }, "  ");
  return keys({ kind: "k3s", ...COMMON, cluster: `\n${inner}`, ...changes });
}

/** The text of a right k3d environment, a line a key, with some keys changed. The cluster begins in line 6. */
export function k3d(changes: Lines = {}, cluster: Lines = {}): string {
  const inner = keys({ version: "v1.35.4+k3s1", ...cluster }, "  ");
  return keys({ kind: "k3d", ...COMMON, cluster: `\n${inner}`, ...changes });
}

/** The text of a right EKS environment, a line a key, with some keys changed. The cluster begins in line 8. */
export function eks(changes: Lines = {}, cluster: Lines = {}): string {
  const right = {
    version: '"1.35"',
    addOns: addOns(),
    nodeGroups: "{ general: { amiType: BOTTLEROCKET_ARM_64, instanceTypes: [m7g.large], minSize: 3, maxSize: 6 } }",
  };
  const inner = keys({ ...right, ...cluster }, "  ");
  return keys({
    kind: "eks",
    ...COMMON,
    aws: '{ account: "111122223333", region: eu-central-1 }',
    network: "{ vpc: new, cidr: 10.20.0.0/16, zones: { a: { slot: 0 }, b: { slot: 1 }, c: { slot: 2 } } }",
    cluster: `\n${inner}`,
    ...changes,
  });
}

const ADD_ONS: Lines = {
  "vpc-cni": "{ version: v1.21.1-eksbuild.7 }",
  "kube-proxy": "{ version: v1.35.3-eksbuild.2 }",
  coredns: "{ version: v1.14.2-eksbuild.4 }",
  "eks-pod-identity-agent": "{ version: v1.3.10-eksbuild.3 }",
  "aws-ebs-csi-driver": "{ version: v1.59.0-eksbuild.1 }",
  "metrics-server": "{ version: v0.8.1-eksbuild.4 }",
};

/** The text of the right add-ons with some changed, as one line of a map. */
export function addOns(changes: Lines = {}): string {
  const written = Object.entries({ ...ADD_ONS, ...changes }).filter(([, value]) => value !== undefined);
  return `{ ${written.map(([name, value]) => `${name}: ${value}`).join(", ")} }`;
}

/** The text of a right node. */
export function node(last: number, more = ""): string {
  return `{ address: 192.0.2.${last}, hostKey: ${HOST_KEY}${more} }`;
}

function keys(lines: Lines, indent = ""): string {
  const written = Object.entries(lines).filter(([, value]) => value !== undefined);
  return written
    .map(([key, value]) => `${indent}${key}:${value?.startsWith("\n") ? value.trimEnd() : ` ${value}`}\n`)
    .join("");
}

/** Runs something in a throwaway repository that holds these files and a right organization.yaml. */
export function inRepository<T>(files: Files, run: (root: string) => T): T {
  const root = mkdtempSync(join(tmpdir(), "platform-config-"));
  try {
    for (const [path, content] of Object.entries({ "environments/organization.yaml": ORGANIZATION, ...files })) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
    return run(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

export const ORGANIZATION = "name: example\ndomain: example.org\n";

/** What a repository says, with the small catalog of these tests. */
export function load(root: string): Result {
  return loadPlatform(root, RULES);
}

/** All problems of a repository, as the user sees them; empty when there is none. */
export function problemsOf(files: Files): string {
  return inRepository(files, (root) => {
    const result = load(root);
    return result.ok ? "" : formatProblems(result.problems);
  });
}
