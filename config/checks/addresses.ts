import type { Report } from "../problem";
import { place, problemAt } from "../problem";
import type { Position } from "../tree";
import { textAt } from "../tree";
import type { Drafts } from "./draft";
import { nodesOf } from "./nodes";

/** A machine belongs to one node of one environment, and a node has one role. */
export function checkAddresses({ drafts }: Drafts, report: Report): void {
  const owners = new Map<string, { readonly node: string; readonly environment: string; readonly at: Position }>();
  for (const { name: environment, resolved } of drafts) {
    if (resolved === undefined) continue;
    // Behind different jump hosts, the same private address is a different machine.
    const bastion = textAt(resolved.tree, ["cluster", "ssh", "bastion", "host"])?.value ?? "";
    const names = new Set<string>();
    const privateOwners = new Map<string, string>();
    for (const node of nodesOf(resolved.tree)) {
      if (names.has(node.name)) {
        report(
          problemAt(
            node.at,
            node.path,
            `"${node.name}" is a server and an agent; a node has one role and a name of its own.`,
          ),
        );
      }
      names.add(node.name);

      if (node.address !== undefined) {
        const key = JSON.stringify([bastion, node.address.value, node.port]);
        const owner = owners.get(key);
        if (owner === undefined) owners.set(key, { node: node.name, environment, at: node.address.at });
        else {
          const message = `${JSON.stringify(node.address.value)} with SSH port ${node.port} is ${node.name} of ${environment} here and ${owner.node} of ${owner.environment} at ${place(owner.at)}; a machine belongs to one node, so change the one that is new.`;
          report(problemAt(node.address.at, [...node.path, "address"], message));
        }
      }

      if (node.privateAddress !== undefined) {
        const owner = privateOwners.get(node.privateAddress.value);
        if (owner === undefined) privateOwners.set(node.privateAddress.value, node.name);
        else {
          const message = `${JSON.stringify(node.privateAddress.value)} is already the private address of ${owner}.`;
          report(problemAt(node.privateAddress.at, [...node.path, "privateAddress"], message));
        }
      }
    }
  }
}
