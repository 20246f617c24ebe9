import type { Report } from "../problem";
import { problemAt } from "../problem";
import type { Path, Tree } from "../tree";
import { find, findKey, itemsAt, textAt } from "../tree";
import type { Drafts } from "./draft";

const HOST_PORT = /^(?:[\d.]+:)?(\d+):(\d+)/;

/** A k3d cluster can't give a port of this machine to two things, and a port is at most 65535. */
export function checkPorts({ drafts }: Drafts, report: Report): void {
  for (const { resolved } of drafts) {
    if (resolved === undefined || textAt(resolved.tree, ["kind"])?.value !== "k3d") continue;
    const { tree } = resolved;
    const owners = new Map<number, string>();
    for (const [key, standard] of [
      ["apiPort", 6550],
      ["registryPort", 5001],
    ] as const) {
      const value = find(tree, ["cluster", key]);
      const port = value?.type === "scalar" ? value.value : standard;
      if (typeof port === "number") claim(port, key, value, ["cluster", key]);
    }
    for (const [index, item] of itemsAt(tree, ["cluster", "ports"]).entries()) {
      const match = item.type === "scalar" ? HOST_PORT.exec(String(item.value)) : null;
      if (match === null) continue;
      const path = ["cluster", "ports", index];
      const outside = match.slice(1).find((port) => Number(port) < 1 || Number(port) > 65535);
      if (outside === undefined) claim(Number(match[1]), "another entry of ports", item, path);
      else report(problemAt(item.at, path, `${outside} is not a port; ports are from 1 to 65535.`));
    }

    function claim(port: number, owner: string, value: Tree | undefined, path: Path): void {
      const other = owners.get(port);
      if (other !== undefined)
        report(problemAt(value?.at ?? findKey(tree, ["cluster"]) ?? tree.at, path, taken(port, value, other)));
      else owners.set(port, owner);
    }
  }
}

function taken(port: number, value: Tree | undefined, owner: string): string {
  return `${port}${value === undefined ? ", its default," : ""} is already the port of ${owner} on this machine; choose another.`;
}
