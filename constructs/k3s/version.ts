/** A k3s version, taken apart: `v1.35.4+k3s1` is Kubernetes 1.35.4 in k3s's first packaging of it. */
export interface K3sVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly packaging: number;
}

const FORM = /^v(\d+)\.(\d+)\.(\d+)\+k3s(\d+)$/;

/** Takes a version apart. Throws on one that isn't of k3s's form. */
export function parseVersion(text: string): K3sVersion {
  const parts = FORM.exec(text);
  if (!parts) throw new Error(`"${text}" is not a k3s version such as v1.35.4+k3s1.`);
  const [major = 0, minor = 0, patch = 0, packaging = 0] = parts.slice(1).map(Number);
  return { major, minor, patch, packaging };
}

/** k3s's image tag of a version: Docker tags have no `+`. */
export function imageTag(version: string): string {
  parseVersion(version);
  return version.replace("+", "-");
}
