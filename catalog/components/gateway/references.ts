import type { Values } from "../../../constructs/gitops/values";
import { GATEWAY } from "./names";

/**
 * Parts of routes with every field that the API server would fill in. What it adds inside a list is a difference from
 * the registry to Argo CD, for ever.
 */

/** A listener of the platform's Gateway. */
export function parentRef(listener: string): Values {
  return { group: "gateway.networking.k8s.io", kind: "Gateway", ...GATEWAY, sectionName: listener };
}

/** A Service in the route's namespace. */
export function backendRef(name: string, port: number): Values {
  return { group: "", kind: "Service", name, port, weight: 1 };
}

/** The match of a rule that is for everything. */
export const EVERY_PATH: readonly Values[] = [{ path: { type: "PathPrefix", value: "/" } }];
