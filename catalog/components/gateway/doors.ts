import type { PlacedLink } from "../../surroundings";
import { listenerOf } from "./names";

/** What the doors of a Gateway follow from. */
export interface DoorsProps {
  readonly domain: string;
  readonly links: readonly PlacedLink[];
  /** Full names that have a door and a certificate for themselves. */
  readonly hosts: readonly string[];
  /** Whether the issuer signs a wildcard. */
  readonly wildcard: boolean;
}

/** A name, or a wildcard, that the Gateway answers to by TLS. */
export interface Door {
  /** Of the listener. */
  readonly name: string;
  readonly hostname: string;
  /** The only namespace whose routes it takes; without one every namespace that is open to routes. */
  readonly namespace?: string;
  /** Of the Certificate, whose Secret is called the same. */
  readonly certificate: string;
}

/** The certificate of the domain and of the pages. */
export const COMMON_CERTIFICATE = "platform-tls";

/**
 * A page of the platform has a door for its name alone, open to its own namespace: the most specific door gets a name,
 * so no route of an application can take `vault.<domain>` over. A further host has a certificate for itself: one whose
 * DNS doesn't point here yet must not hold up the renewal of the others.
 */
export function doors({ domain, links, hosts, wildcard }: DoorsProps): Door[] {
  const pages = links.map(({ host }) => `${host}.${domain}`);
  return [
    ...(wildcard
      ? [
          { name: "https", hostname: `*.${domain}`, certificate: COMMON_CERTIFICATE },
          { name: "https-apex", hostname: domain, certificate: COMMON_CERTIFICATE },
        ]
      : []),
    ...links.map(({ host, namespace }) => ({
      name: listenerOf(host),
      hostname: `${host}.${domain}`,
      namespace,
      certificate: COMMON_CERTIFICATE,
    })),
    ...hosts
      .filter((host) => !pages.includes(host) && !(wildcard && isCovered(host, domain)))
      .map((host) => ({ name: host, hostname: host, certificate: `${host}-tls` })),
  ];
}

/** The names of each certificate, with none that its wildcard stands for. */
export function certificates(all: readonly Door[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { certificate, hostname } of all) {
    const names = found.get(certificate) ?? [];
    const wildcard = names.find((name) => name.startsWith("*."));
    const covered = wildcard !== undefined && isCovered(hostname, wildcard.slice(2));
    if (!covered || hostname === wildcard.slice(2)) names.push(hostname);
    found.set(certificate, names);
  }
  return found;
}

/** A wildcard stands for one label; the domain itself has its own name beside it. */
function isCovered(host: string, domain: string): boolean {
  return host === domain || (host.endsWith(`.${domain}`) && !host.slice(0, -domain.length - 1).includes("."));
}
