/** What a lock file pins of one provider. */
export interface LockedProvider {
  /** With the registry: `registry.terraform.io/hashicorp/aws`. */
  readonly address: string;
  readonly version: string;
  /** `h1:…` of what a platform unpacks, `zh:…` of the packages that the registry signs for. */
  readonly hashes: readonly string[];
  /** As it stands in the file. */
  readonly text: string;
}

/**
 * Reads a lock file, which only engines write: always in this form.
 *
 * https://developer.hashicorp.com/terraform/language/files/dependency-lock
 */
export function readLock(text: string): readonly LockedProvider[] {
  return [...text.matchAll(/^provider "([^"]+)" \{\n([\s\S]*?)^\}\n?/gm)].map(([block, address = "", body = ""]) => ({
    address,
    version: /^\s*version\s*=\s*"([^"]*)"/m.exec(body)?.[1] ?? "",
    hashes: [...body.matchAll(/"((?:h1|zh):[^"]+)"/g)].flatMap(([, hash]) => hash ?? []),
    text: block,
  }));
}
