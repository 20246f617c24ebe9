import type { Cidr } from "../cidr";
import { overlaps, parseCidr, parseIpv4 } from "../cidr";
import type { Report } from "../problem";
import { problemAt } from "../problem";
import { DEFAULT_EKS_SERVICE_CIDR } from "../schema/eks";
import { DEFAULT_POD_CIDR, DEFAULT_SERVICE_CIDR } from "../schema/k3s";
import type { Path, Position, TreeMap } from "../tree";
import { itemsAt, textAt } from "../tree";
import type { Draft, Drafts } from "./draft";
import { nodesOf } from "./nodes";

/** A range of addresses that an environment uses: of its network, of pods, of services, or a node's one address. */
interface Used {
  readonly what: string;
  readonly cidr: Cidr;
  readonly text: string;
  readonly path: Path;
  /** Nothing for a default, which stands in no file. */
  readonly at: Position | undefined;
}

/** Ranges may not overlap within an environment, nor between environments whose networks are connected. */
export function checkRanges({ drafts }: Drafts, report: Report): void {
  const compared = new Set<string>();
  for (const draft of drafts) {
    const tree = draft.resolved?.tree;
    if (tree === undefined) continue;
    const own = [...rangesOf(tree), ...nodeAddresses(tree)];
    for (const [index, one] of own.entries()) {
      for (const other of own.slice(0, index)) tell(one, other, "", one.at ?? other.at ?? tree.at, report);
    }
    for (const peer of peersOf(draft, tree, drafts)) {
      const pair = JSON.stringify([draft.name, peer.draft.name].sort());
      if (compared.has(pair)) continue;
      compared.add(pair);
      const theirs = [...rangesOf(peer.tree), ...nodeAddresses(peer.tree)];
      for (const one of own) {
        for (const other of theirs) tell(one, other, ` of its peer ${peer.draft.name}`, one.at ?? peer.at, report);
      }
    }
  }
}

function tell(one: Used, other: Used, owner: string, at: Position, report: Report): void {
  if (!overlaps(one.cidr, other.cidr)) return;
  if (one.cidr.bits === 32 && other.cidr.bits === 32 && owner === "") return;
  const verb = one.cidr.bits === 32 ? (other.cidr.bits === 32 ? "is also" : "lies in") : "overlaps";
  const message = `${one.text} (${one.what}) ${verb} ${other.text} (${other.what}${owner}); choose another.`;
  report(problemAt(at, one.path, message));
}

function rangesOf(tree: TreeMap): Used[] {
  if (textAt(tree, ["kind"])?.value === "eks") {
    return [
      ...rangeAt(tree, ["network", "cidr"], "the network"),
      ...rangeAt(tree, ["network", "podCidr"], "pods"),
      ...rangeAt(tree, ["cluster", "serviceCidr"], "services", DEFAULT_EKS_SERVICE_CIDR),
    ];
  }
  return [
    ...rangeAt(tree, ["cluster", "podCidr"], "pods", DEFAULT_POD_CIDR),
    ...rangeAt(tree, ["cluster", "serviceCidr"], "services", DEFAULT_SERVICE_CIDR),
  ];
}

/** The range that is written there, or the default where nothing is. */
function rangeAt(tree: TreeMap, path: Path, what: string, standard = ""): Used[] {
  const written = textAt(tree, path);
  const text = written?.value ?? standard;
  const cidr = parseCidr(text);
  const named = written === undefined ? `${what}, by default` : what;
  return cidr === undefined ? [] : [{ what: named, cidr, text, path, at: written?.at }];
}

/** The addresses by which nodes know each other; the public ones of other environments can't be confused with them. */
function nodeAddresses(tree: TreeMap): Used[] {
  return nodesOf(tree).flatMap((node) => {
    const key = node.privateAddress === undefined ? "address" : "privateAddress";
    const written = node[key];
    const first = parseIpv4(written?.value ?? "");
    if (written === undefined || first === undefined) return [];
    const cidr = { first, last: first, bits: 32 };
    return [{ what: node.name, cidr, text: written.value, path: [...node.path, key], at: written.at }];
  });
}

function peersOf(
  draft: Draft,
  tree: TreeMap,
  drafts: readonly Draft[],
): { draft: Draft; tree: TreeMap; at: Position }[] {
  return itemsAt(tree, ["peers"]).flatMap((item) => {
    const peer = drafts.find(({ name }) => item.type === "scalar" && name === item.value && name !== draft.name);
    return peer?.resolved === undefined ? [] : [{ draft: peer, tree: peer.resolved.tree, at: item.at }];
  });
}
