import { stringsIn, type Value } from "./values";

/**
 * A cluster fact is something that only the cloud can invent (a generated client id, say) and that the registry needs.
 * Whatever follows from the environment file is rendered into the registry instead, and is no fact.
 *
 * This table is the one definition for both sides: the bootstrap hands over facts of these names, components read them
 * by {@link FactTable.read}. k3s and k3d invent nothing and hand over none.
 */
export const CLUSTER_FACTS = {
  certManagerClientId: { description: "Client id of the identity by which cert-manager writes into Azure DNS" },
  externalDnsClientId: { description: "Client id of the identity by which ExternalDNS writes into Azure DNS" },
  vaultClientId: {
    description: "Client id of the identity by which Vault unseals itself and keeps its snapshots on Azure",
  },
  veleroClientId: { description: "Client id of the identity by which Velero keeps backups on Azure" },
} as const satisfies FactDefinitions;

/** The facts by name, each with what it is. Names become Helm parameters (`facts.<name>`). */
export type FactDefinitions = Readonly<Record<string, { readonly description: string }>>;

/** The facts of one cluster by name: a value, or the Terraform expression that gives it. */
export type ClusterFacts = Readonly<Record<string, string>>;

/** How a fact stands in a component's values until a renderer puts in what its engine understands. */
const PLACEHOLDER = /<<fact:([A-Za-z][A-Za-z0-9]*)>>/g;

/** Reads and checks facts by a table of definitions; {@link factTable} makes one. */
export interface FactTable<Name extends string> {
  /** The names, sorted. */
  readonly names: readonly Name[];
  /** The placeholder for a fact, to be used as a component's value or as part of one. */
  readonly read: (name: Name) => string;
  /** Says what is wrong with facts that are handed over: one unknown, one that nobody uses, one that is missing. */
  readonly check: (handedOver: ClusterFacts, used: Value) => string[];
}

/** The facts of a table of definitions. */
export function factTable<Definitions extends FactDefinitions>(
  definitions: Definitions,
): FactTable<Extract<keyof Definitions, string>> {
  const names = keysOf(definitions).sort();
  for (const name of names) {
    if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name)) throw new Error(`Cluster fact "${name}": only letters and digits.`);
  }
  const known = new Set<string>(names);
  return {
    names,
    read: (name) => `<<fact:${name}>>`,
    check(handedOver, used) {
      const wanted = factsIn(used);
      const given = Object.keys(handedOver).sort();
      return [
        ...[...new Set([...given, ...wanted])]
          .filter((name) => !known.has(name))
          .map((name) => `Cluster fact "${name}" is not defined. Known: ${names.join(", ") || "none"}.`),
        ...given
          .filter((name) => known.has(name) && !wanted.includes(name))
          .map((name) => `Cluster fact "${name}" is handed over and never used.`),
        ...wanted
          .filter((name) => known.has(name) && !given.includes(name))
          .map((name) => `Cluster fact "${name}" is used and never handed over.`),
      ];
    },
  };
}

/** The table of the platform's own facts. */
export const clusterFacts = factTable(CLUSTER_FACTS);

/** The names of the facts that a tree of values reads, sorted. */
export function factsIn(value: Value): string[] {
  const found = new Set<string>();
  for (const text of stringsIn(value)) for (const match of text.matchAll(PLACEHOLDER)) found.add(match[1] ?? "");
  return [...found].sort();
}

/** Puts `replace(name)` in place of every fact in a text, and passes what is between them through `other`. */
export function replaceFacts(
  text: string,
  replace: (name: string) => string,
  other = (plain: string) => plain,
): string {
  // Splitting by a pattern with one group gives plain text and names by turns.
  return text
    .split(PLACEHOLDER)
    .map((part, index) => (index % 2 === 1 ? replace(part) : other(part)))
    .join("");
}

function keysOf<Definitions extends FactDefinitions>(definitions: Definitions): Extract<keyof Definitions, string>[] {
  const names: Extract<keyof Definitions, string>[] = [];
  for (const name in definitions) names.push(name);
  return names;
}
