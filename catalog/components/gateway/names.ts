/** The one Gateway of an environment. */
export const GATEWAY = { name: "platform", namespace: "gateway" } as const;

/**
 * Label of namespaces whose routes the Gateway takes. Whoever may make routes can't label a namespace, so it is the
 * environment file that decides who is reached from outside.
 */
export const OPEN_TO_ROUTES: Readonly<Record<string, string>> = { "platform/gateway": "allowed" };

/** The listener that a page has for itself. */
export const listenerOf = (host: string): string => `https-${host}`;

/** The listener of plain HTTP, which redirects. */
export const HTTP_LISTENER = "http";
