import { parse } from "yaml";
import { z } from "zod";
import { Failure } from "../failure";

/** What one cluster adds to a kubeconfig: a cluster, a user and the context of both, all of one name. */
export interface KubeconfigEntry {
  readonly name: string;
  readonly cluster: Readonly<Record<string, unknown>>;
  readonly user: Readonly<Record<string, unknown>>;
}

const shape = z.object({
  clusters: z.array(z.object({ cluster: z.looseObject({ server: z.string() }) })).min(1),
  users: z.array(z.object({ user: z.looseObject({}) })).min(1),
});

/**
 * Takes the only cluster out of a kubeconfig as k3s and k3d write it, and names it after the environment.
 *
 * @param server replaces the server's address, which on a k3s server is its own loopback.
 */
export function entryOf(text: string, name: string, server?: string): KubeconfigEntry {
  const parsed = shape.safeParse(parseQuietly(text));
  const cluster = parsed.data?.clusters[0]?.cluster;
  const user = parsed.data?.users[0]?.user;
  if (!cluster || !user) throw new Failure(`The cluster of ${name} gave something that is no kubeconfig. Try again.`);
  return { name, cluster: { ...cluster, ...(server !== undefined && { server }) }, user };
}

/** A kubeconfig with this entry alone. */
export function kubeconfigOf({ name, cluster, user }: KubeconfigEntry): Readonly<Record<string, unknown>> {
  return {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name, cluster }],
    contexts: [contextOf(name)],
    users: [{ name, user }],
    "current-context": name,
  };
}

/** The context that joins cluster and user of this name. */
export function contextOf(name: string): Readonly<Record<string, unknown>> {
  return { name, context: { cluster: name, user: name } };
}

/** An error of the parser would quote the text, credentials included. */
function parseQuietly(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}
