import type { Path, Position, Scalar, TreeMap } from "../tree";
import { entriesAt, find, textAt } from "../tree";

/** One machine as its environment's file describes it, right or wrong. */
export interface DraftNode {
  readonly name: string;
  readonly path: Path;
  /** Where the node's name stands. */
  readonly at: Position;
  readonly address: (Scalar & { readonly value: string }) | undefined;
  readonly privateAddress: (Scalar & { readonly value: string }) | undefined;
  readonly port: number;
}

/** Servers, then agents. */
export function nodesOf(tree: TreeMap): DraftNode[] {
  const commonPort = numberAt(tree, ["cluster", "ssh", "port"]) ?? 22;
  return ["servers", "agents"].flatMap((role) =>
    entriesAt(tree, ["cluster", role]).map(([name, entry]) => {
      const path = ["cluster", role, name];
      return {
        name,
        path,
        at: entry.key,
        address: textAt(entry.value, ["address"]),
        privateAddress: textAt(entry.value, ["privateAddress"]),
        port: numberAt(entry.value, ["port"]) ?? commonPort,
      };
    }),
  );
}

function numberAt(tree: Parameters<typeof find>[0], path: Path): number | undefined {
  const here = find(tree, path);
  return here?.type === "scalar" && typeof here.value === "number" ? here.value : undefined;
}
