import { PROTECTED_LIST, stackIsGone } from "../config/protected";
import { formatPath } from "../config/tree";
import { objectOf, type SynthesizedStack } from "./synthesized-stack";

/** Protected addresses by stack, each list sorted. */
export type ProtectedAddresses = Readonly<Record<string, readonly string[]>>;

/** Reasons why protected things may vanish. */
export interface Removals {
  /** From `organization.yaml`: reason by stack. */
  readonly stacks: Readonly<Record<string, string>>;
  /** From the environment of a stack: reason by address. */
  readonly addresses: (stack: string) => Readonly<Record<string, string>>;
  /** The file of a stack's environment; none for a stack of the whole organization. */
  readonly file: (stack: string) => string | undefined;
}

/** The addresses of a stack that must not vanish: those with `prevent_destroy`, and those that the stack named. */
export function protectedAddresses(stack: SynthesizedStack, named: readonly string[]): string[] {
  const prevented = stack.resources
    .filter(({ properties }) => objectOf(properties["lifecycle"])["prevent_destroy"] === true)
    .map(({ address }) => address);
  return [...new Set([...prevented, ...named])].sort();
}

/** A message for each named address that names no resource of its stack. */
export function danglingProtections(stack: SynthesizedStack, addresses: readonly string[]): string[] {
  const known = new Set(stack.resources.map(({ address }) => address));
  return addresses
    .filter((address) => !address.startsWith("module.") && !known.has(address.replace(/\[.*$/, "")))
    .map((address) => `${stack.name}: ${address} is protected, but the stack has no such resource.`);
}

/** What differs between the addresses that are protected now and the committed list. */
export function compareProtected(listed: ProtectedAddresses, now: ProtectedAddresses, removals: Removals): string[] {
  return [...vanished(listed, now, removals), ...staleRemovals(listed, now, removals), ...unlisted(listed, now)];
}

/** A message for each stack of which listed addresses are gone that no removal names. */
export function vanished(listed: ProtectedAddresses, now: ProtectedAddresses, removals: Removals): string[] {
  return Object.entries(listed).flatMap(([stack, addresses]) => {
    if (removals.stacks[stack] !== undefined) return [];
    const present = now[stack];
    if (present === undefined) {
      return [`${listFile}  ${stackIsGone(stack, addresses)}`];
    }
    const allowed = removals.addresses(stack);
    const gone = addresses.filter((address) => !present.includes(address) && allowed[address] === undefined);
    if (gone.length === 0) return [];
    const lines = gone.map(
      (address) =>
        `${listFile}  ${stack}: ${address} is protected and gone from the stack; the next deploy would destroy it.`,
    );
    return [[...lines, ...remedy(gone, removals.file(stack))].join("\n")];
  });
}

/** What to do about addresses that are gone, in text to paste. */
function remedy(gone: readonly string[], file: string | undefined): string[] {
  if (file === undefined) return ["  fix  put it back."];
  const entries = gone.map((address) => `'${address.replaceAll("'", "''")}': "…"`);
  return [
    `  fix  put ${gone.length === 1 ? "it" : "them"} back into ${file}.`,
    `  or   write into ${file}  removals: { ${entries.join(", ")} }`,
  ];
}

/** A message for each removal that names something which is there: it would let a later deletion pass unasked. */
export function staleRemovals(listed: ProtectedAddresses, now: ProtectedAddresses, removals: Removals): string[] {
  const stacks = Object.keys(now);
  const message = (file: string, path: readonly string[], what: string): string =>
    `${file}  ${formatPath(["removals", ...path])}: ${what}, so nothing is removed. Delete this line.`;
  const ofStacks = Object.keys(removals.stacks)
    .filter((name) => stacks.includes(name))
    .map((name) => message("environments/organization.yaml", [name], "the stack is there"));
  const files = [...new Set(stacks.map((stack) => removals.file(stack)))].filter((file) => file !== undefined);
  const ofAddresses = files.flatMap((file) => {
    const own = stacks.filter((stack) => removals.file(stack) === file);
    const [first = ""] = own;
    return Object.keys(removals.addresses(first))
      .filter((address) => own.some((stack) => now[stack]?.includes(address)))
      .filter((address) => !own.some((stack) => isLeaving(address, listed[stack], now[stack])))
      .map((address) => message(file, [address], "is in the stack"));
  });
  return [...ofStacks, ...ofAddresses];
}

/** An address that moves from one stack of its environment to another is in both lists until it has been protected there. */
function isLeaving(address: string, listed: readonly string[] = [], now: readonly string[] = []): boolean {
  return listed.includes(address) && !now.includes(address);
}

function unlisted(listed: ProtectedAddresses, now: ProtectedAddresses): string[] {
  return Object.entries(now).flatMap(([stack, addresses]) =>
    addresses
      .filter((address) => !(listed[stack] ?? []).includes(address))
      .map(
        (address) =>
          `${listFile}  ${stack}: ${address} is protected and not in the list. Run: npm run platform -- protect`,
      ),
  );
}

/** Where the list is kept. */
export const listFile = PROTECTED_LIST;
