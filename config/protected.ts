import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isFurtherStack } from "./folder";

/** The committed list of protected addresses by stack. */
export type Listed = ReadonlyMap<string, readonly string[]>;

/** Where the list is kept. */
export const PROTECTED_LIST = "environments/protected.json";

/** The list as far as it can be read: what is wrong with its file is told once the stacks are compared with it. */
export function readListed(root: string): Listed {
  try {
    const parsed: unknown = JSON.parse(readFileSync(join(root, PROTECTED_LIST), "utf8"));
    const entries = typeof parsed === "object" && parsed !== null ? Object.entries(parsed) : [];
    return new Map(entries.map(([stack, addresses]) => [stack, Array.isArray(addresses) ? addresses.map(String) : []]));
  } catch {
    return new Map();
  }
}

/** What is said of a stack that has gone, and with it what it protects. */
export function stackIsGone(stack: string, addresses: readonly string[]): string {
  const count = addresses.length === 1 ? "1 protected resource" : `${addresses.length} protected resources`;
  const isFurther = isFurtherStack(stack);
  const renamed =
    " A file under a new name is a new environment: the key of its state is the name, so what runs would stay with the old one.";
  return (
    `${stack}: the stack is gone, and with it ${count} (${addresses.join(", ")}). ` +
    `Put ${isFurther ? "it" : `environments/${stack}.yaml`} back, ` +
    `or name "${stack}" with the reason under "removals" in environments/organization.yaml.${isFurther ? "" : renamed}`
  );
}
