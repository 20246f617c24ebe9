import { z } from "zod";
import type { NamedStack } from "./subject";
import { readJson } from "./read-json";

const manifestSchema = z.object({
  stacks: z.record(z.string(), z.object({ dependencies: z.array(z.string()) })),
});

/** Which stacks come before each, as synthesis wrote it down. */
export type Dependencies = ReadonlyMap<string, readonly string[]>;

/** Reads the `manifest.json` of a synthesis; the message says what is wrong with it. */
export function readManifest(bytes: Uint8Array, stacks: readonly NamedStack[]): Dependencies | string {
  const read = readJson(bytes);
  if (!read.ok) return `manifest.json ${read.why}`;
  const parsed = manifestSchema.safeParse(read.json);
  if (!parsed.success) return "manifest.json does not say which stacks come before which.";
  const names = new Set(stacks.map(({ name }) => name));
  const listed = new Map(Object.entries(parsed.data.stacks).map(([name, { dependencies }]) => [name, dependencies]));
  const complete = [...names].every((name) => listed.has(name)) && listed.size === names.size;
  const known = [...listed.values()].flat().every((name) => names.has(name));
  return complete && known ? listed : "manifest.json does not name the stacks that are there, and no others.";
}
