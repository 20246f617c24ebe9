import { isObject, type JsonObject } from "../../stacks/synthesized-stack";
import type { Finding, Rule } from "../rule";

/** K3S-03 */
export const hostKeys: Rule = {
  id: "K3S-03",
  title: "every SSH connection pins its host key",
  reason: "without it, whoever stands between this machine and the node gets the cluster's token and keys.",
  remedy: "give the connection a host_key, and a bastion_host_key where it has a bastion_host.",
  check: ({ stack }) =>
    stack.resources.flatMap(({ address, properties }) =>
      connections(properties).flatMap((connection) => unpinned(address, connection)),
    ),
};

function unpinned(address: string, connection: JsonObject): Finding[] {
  if (connection["type"] !== undefined && connection["type"] !== "ssh") return [];
  const host = `the connection to ${String(connection["host"])}`;
  const findings: Finding[] = [];
  if (!connection["host_key"]) findings.push({ address, found: `${host} has no host_key.` });
  if (connection["bastion_host"] && !connection["bastion_host_key"]) {
    findings.push({ address, found: `${host} has a bastion_host and no bastion_host_key.` });
  }
  return findings;
}

/** Every `connection` block of a resource, those of its provisioners among them. */
function connections(value: unknown): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(connections);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key !== "connection") return connections(inner);
    return (Array.isArray(inner) ? inner : [inner]).filter(isObject);
  });
}
