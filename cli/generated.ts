import { renderRegistry } from "../catalog/registry";
import { staleRegistry } from "../catalog/registry-folder";
import type { Platform } from "../config";
import { compareProtected, listFile } from "../stacks/protected";
import { formatList, readProtectedList } from "../stacks/protected-list";
import { announcedRemovals, currentProtection } from "../stacks/protection-check";
import type { Synthesis } from "../stacks/synthesis";
import type { SynthesizedStack } from "../stacks/synthesized-stack";
import { ATLANTIS_FILE, atlantisText } from "./atlantis/file";
import { readIfThere } from "./files";
import { SCHEMA_FOLDER, staleSchemas } from "./schema";
import { counted } from "./words";

/** A message for each file of the registry that is not what the environment files make of it; last, what to do. */
export function registryMessages(root: string, platform: Platform): string[] {
  const stale = staleRegistry(root, renderRegistry(platform));
  const remedy = "Run: npm run platform -- registry";
  if (stale.length <= 1) return stale.map(({ path, state }) => `${path}  is ${state}. ${remedy}`);
  return [
    ...stale.map(({ path, state }) => `${path}  is ${state}.`),
    `${counted(stale.length, "file")} of the registry are not what environments/ makes of them. ${remedy}`,
  ];
}

/** A message for each schema that is not what the code makes of it. */
export function schemaMessages(root: string): string[] {
  return staleSchemas(root).map((file) => `${SCHEMA_FOLDER}/${file}  is stale. Run: npm run platform -- schema`);
}

/** A message when `atlantis.yaml` is not what the stacks make of it. */
export function atlantisMessages(root: string, stacks: readonly SynthesizedStack[]): string[] {
  const committed = readIfThere(root, ATLANTIS_FILE);
  if (committed === atlantisText(stacks)) return [];
  const state = committed === undefined ? "missing" : "stale";
  return [`${ATLANTIS_FILE}  is ${state}. Run: npm run platform -- atlantis`];
}

/** What is wrong with the committed list of protected addresses, against stacks that are synthesized. */
export function protectedMessages(root: string, platform: Platform, synthesis: Synthesis): string[] {
  const committed = readProtectedList(root);
  if (!committed.ok) return [committed.message];
  const current = currentProtection(synthesis);
  const wrong = compareProtected(committed.list, current, announcedRemovals(platform, synthesis.stacks));
  if (wrong.length > 0) return wrong;
  const written = readIfThere(root, listFile) ?? formatList({});
  return written === formatList(current) ? [] : [`${listFile}  is stale. Run: npm run platform -- protect`];
}
