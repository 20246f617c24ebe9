/** The version that this binary was made for, e.g. `v1.35.4+k3s1`. */
export function ownVersion(): string {
  return globalThis.standIn.version ?? "v0.0.0+k3s1";
}

declare global {
  /** Constants of the bundle: see bundle.ts. */
  // A global of this kind can only be declared with var.
  var standIn: Readonly<Record<string, string>>;
}

/** The parts of a k3s version that order it. */
export function versionParts(version: string): readonly number[] {
  const match = /^v(\d+)\.(\d+)\.(\d+)\+k3s(\d+)$/.exec(version);
  if (match === null) {
    throw new Error(`"${version}" is no version of k3s, such as v1.35.4+k3s1`);
  }
  return match.slice(1).map(Number);
}

/** Negative when `a` is older than `b`, 0 when equal. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [versionParts(a), versionParts(b)];
  return left.map((part, index) => part - (right[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

/** 35 of v1.35.4+k3s1. */
export function minor(version: string): number {
  return versionParts(version)[1] ?? 0;
}
