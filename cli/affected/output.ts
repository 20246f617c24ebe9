import { formatTable } from "../table";
import { counted } from "../words";
import type { Affected } from "./affected";
import type { AffectedStack, Change } from "./compare";
import { farewells } from "./farewell";

/** One job of a GitHub workflow. */
export interface MatrixEntry {
  readonly stack: string;
  /** Null for a stack of the whole organization. */
  readonly environment: string | null;
  readonly change: Change;
  /** The stacks that come before it, affected or not. */
  readonly dependencies: readonly string[];
}

/** What `platform affected --json` prints: `include` is the matrix. */
export interface AffectedJson {
  /** In the order in which they are applied. */
  readonly include: readonly MatrixEntry[];
  readonly removed: readonly { readonly stack: string; readonly environment: string | null }[];
  /** Why everything is affected, though nothing was compared; null when it was. */
  readonly everything: string | null;
  readonly base: string;
  /** Null when the files are not those of a commit. */
  readonly head: string | null;
}

export function affectedJson({ stacks, removed, everything, base, head }: Affected): AffectedJson {
  return {
    include: stacks.map(({ name, environment, change, dependencies }) => ({
      stack: name,
      environment: environment ?? null,
      change,
      dependencies,
    })),
    removed: removed.map(({ name, environment }) => ({ stack: name, environment: environment ?? null })),
    everything: everything ?? null,
    base,
    head,
  };
}

/** Of what is affected only what concerns stacks that somebody named, by their own names or their environments'. */
export function concerning(affected: Affected, names: readonly string[]): Affected {
  if (names.length === 0) return affected;
  const isNamed = ({ name, environment }: Pick<AffectedStack, "name" | "environment">): boolean =>
    names.includes(name) || (environment !== undefined && names.includes(environment));
  return { ...affected, stacks: affected.stacks.filter(isNamed), removed: affected.removed.filter(isNamed) };
}

/** What was found, for people: a table, and what to know about what was removed. */
export function affectedText(affected: Affected, colours: boolean): string {
  const { stacks, removed, everything, pairs } = affected;
  const because =
    everything === undefined ? "" : `Everything is affected, and what was removed is not known: ${everything}\n\n`;
  if (stacks.length + removed.length === 0) return `None of ${counted(pairs.length, "stack")} is affected.`;
  const rows = [
    ...stacks.map((stack) => [stack.name, stack.environment ?? "–", stack.change, reasonOf(stack)]),
    ...removed.map(({ name, environment }) => [name, environment ?? "–", "removed", "–"]),
  ];
  const table = formatTable(["stack", "environment", "how", "because of"], rows, colours);
  return [because + table, ...farewells(affected)].join("\n\n");
}

/** How many addresses are named before the rest is counted. */
const NAMED = 2;

function reasonOf({ because }: AffectedStack): string {
  const rest = because.length - NAMED;
  const more = rest > 0 ? [`${rest.toLocaleString("en")} more`] : [];
  return [...because.slice(0, NAMED), ...more].join(", ") || "–";
}
