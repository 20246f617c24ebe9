import { objectOf, type JsonObject } from "../../stacks/synthesized-stack";
import { addressOf, type PartDifference } from "./parts";

/** A part that differs, perhaps between two addresses. */
export interface BlockDifference extends PartDifference {
  /** Where it was, if a `moved` block says so. */
  readonly previousAddress?: string;
}

/** Joins a resource that went with the one that a `moved` block says it has become. */
export function followMoves(differences: readonly PartDifference[], head: JsonObject): readonly BlockDifference[] {
  const resources = differences.filter(({ section }) => section === "resource");
  const gone = new Map(resources.filter((one) => one.head === undefined).map((one) => [addressOf(one), one]));
  const come = new Set(resources.filter((one) => one.base === undefined).map(addressOf));
  const moves = new Map(
    entries(head, "moved")
      .map(({ from, to }) => [String(to), String(from)] as const)
      .filter(([to, from]) => come.has(to) && gone.has(from)),
  );
  const left = new Set(moves.values());
  return differences
    .filter((one) => !(one.section === "resource" && left.has(addressOf(one))))
    .map((one) => {
      const previousAddress = one.section === "resource" ? moves.get(addressOf(one)) : undefined;
      const base = previousAddress === undefined ? undefined : gone.get(previousAddress)?.base;
      return base === undefined || previousAddress === undefined ? one : { ...one, base, previousAddress };
    });
}

/** What `removed` and `import` blocks say of an address. */
export function intentOf(
  head: JsonObject,
  address: string,
): { readonly forgotten: boolean; readonly imported?: { readonly id?: string } } {
  const forgotten = entries(head, "removed").some(
    ({ from, lifecycle }) => from === address && objectOf(lifecycle)["destroy"] === false,
  );
  const block = entries(head, "import").find(({ to }) => to === address);
  if (block === undefined) return { forgotten };
  return { forgotten, imported: typeof block["id"] === "string" ? { id: block["id"] } : {} };
}

function entries(json: JsonObject, section: string): readonly JsonObject[] {
  const blocks = json[section];
  return (Array.isArray(blocks) ? blocks : [blocks]).map(objectOf);
}
