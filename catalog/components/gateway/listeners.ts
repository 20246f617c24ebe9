import type { Values } from "../../../constructs/gitops/values";
import type { PlacedLink } from "../../surroundings";
import { HTTP_LISTENER, OPEN_TO_ROUTES, listenerOf } from "./names";

/** What the listeners follow from. */
export interface ListenersProps {
  readonly domain: string;
  readonly links: readonly PlacedLink[];
  /** Full names outside the domain. */
  readonly hosts: readonly string[];
  /** Secret of the certificate. */
  readonly secretName: string;
}

/**
 * The doors of the Gateway. A page of the platform has a listener for its name alone, open to its own namespace only:
 * the most specific listener gets a name, so no route of an application can take `vault.<domain>` over.
 */
export function listeners({ domain, links, hosts, secretName }: ListenersProps): Values[] {
  const https = (name: string, hostname: string, namespaces: Values): Values => ({
    name,
    hostname,
    port: 443,
    protocol: "HTTPS",
    tls: { mode: "Terminate", certificateRefs: [{ name: secretName }] },
    allowedRoutes: { namespaces },
  });
  const labelled = { from: "Selector", selector: { matchLabels: OPEN_TO_ROUTES } };
  const only = (namespace: string) => ({
    from: "Selector",
    selector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
  });
  return [
    // Only the redirect, and the answers to an authority's challenges, which stand beside the certificate.
    { name: HTTP_LISTENER, port: 80, protocol: "HTTP", allowedRoutes: { namespaces: { from: "Same" } } },
    https("https", `*.${domain}`, labelled),
    https("https-apex", domain, labelled),
    ...links.map(({ host, namespace }) => https(listenerOf(host), `${host}.${domain}`, only(namespace))),
    ...hosts.filter((host) => !isBelow(host, domain)).map((host) => https(host, host, labelled)),
  ];
}

/** The names that a certificate for the listeners covers. */
export function certificateNames({ domain, links, hosts }: Omit<ListenersProps, "secretName">, wildcard: boolean) {
  const own = wildcard ? [domain, `*.${domain}`] : links.map(({ host }) => `${host}.${domain}`);
  // A wildcard stands for one label.
  const covered = (host: string) =>
    wildcard && isBelow(host, domain) && !host.slice(0, -domain.length - 1).includes(".");
  const all = [...own, ...hosts.filter((host) => host !== domain || !wildcard).filter((host) => !covered(host))];
  return all.length > 0 ? [...new Set(all)] : [domain];
}

function isBelow(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}
