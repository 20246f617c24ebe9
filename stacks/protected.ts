import { objectOf, type SynthesizedStack } from "./synthesized-stack";

/** Protected addresses by stack, each list sorted. */
export type ProtectedAddresses = Readonly<Record<string, readonly string[]>>;

/** Reasons why protected things may vanish. */
export interface Removals {
  /** From `organization.yaml`: reason by stack. */
  readonly stacks: Readonly<Record<string, string>>;
  /** From the environment of a stack: reason by address. */
  readonly addresses: (stack: string) => Readonly<Record<string, string>>;
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
  return [...vanished(listed, now, removals), ...unlisted(listed, now)];
}

/** A message for each listed address that is gone and that no removal names. */
export function vanished(listed: ProtectedAddresses, now: ProtectedAddresses, removals: Removals): string[] {
  return Object.entries(listed).flatMap(([stack, addresses]) => {
    if (removals.stacks[stack] !== undefined) return [];
    const present = now[stack];
    if (present === undefined) {
      return [
        `${listFile}  ${stack}: the stack is gone, and with it ${String(addresses.length)} protected resources (${addresses.join(", ")}). Put it back, or name "${stack}" with the reason under "removals" in environments/organization.yaml.`,
      ];
    }
    const allowed = removals.addresses(stack);
    return addresses
      .filter((address) => !present.includes(address) && allowed[address] === undefined)
      .map(
        (address) =>
          `${listFile}  ${stack}: ${address} is protected and gone from the stack; the next deploy would destroy it. Put it back, or name it with the reason under "removals" in the environment's file.`,
      );
  });
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
export const listFile = "environments/protected.json";
