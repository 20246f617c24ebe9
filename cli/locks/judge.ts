import { allows } from "./constraint";
import type { LockedProvider } from "./lock-text";
import { isOf, type RequiredProvider } from "./required";

/** The platforms that people and CI run the engine on. */
export const PLATFORMS = ["linux_amd64", "linux_arm64", "darwin_arm64", "darwin_amd64"] as const;

/** What keeps a lock from fitting what a stack asks for: a line for each thing. */
export function mismatches(required: readonly RequiredProvider[], locked: readonly LockedProvider[]): string[] {
  const lacking = required.flatMap((provider) => {
    const found = locked.filter(({ address }) => isOf(address, provider));
    const [first] = found;
    if (first === undefined) return [`${provider.source} is not in it`];
    if (found.length > 1) return [`${provider.source} is in it for Terraform and for OpenTofu, and neither takes that`];
    if (provider.constraint === "" || allows(provider.constraint, first.version)) return [];
    return [`${provider.source} is ${first.version}, and the stack asks for ${provider.constraint}`];
  });
  const more = locked.filter(({ address }) => !required.some((provider) => isOf(address, provider)));
  return [...lacking, ...more.map(({ address }) => `${address} is in it, and the stack has no use for it`)];
}

/**
 * What keeps a lock from being one for all platforms, made from the registry. A registry gives the checksum of every
 * package, which it signs for (`zh:`); a mirror on somebody's disk has those of its own packages, or none.
 */
export function distrust(locked: readonly LockedProvider[]): string[] {
  return locked.flatMap(({ address, hashes }) => {
    const count = (scheme: string): number => new Set(hashes.filter((hash) => hash.startsWith(scheme))).size;
    if (count("zh:") < PLATFORMS.length) return [`${address} has no checksums that a registry signs for`];
    return count("h1:") < PLATFORMS.length ? [`${address} lacks the checksum of a platform`] : [];
  });
}
