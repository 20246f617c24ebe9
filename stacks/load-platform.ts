import { catalog } from "../catalog";
import { catalogFindings } from "../catalog/findings";
import { componentRules } from "../catalog/rules";
import { loadPlatform as load, type Result } from "../config";
import { groundFindings } from "./findings";

/** Everything that the catalog lets an environment file say. */
export const CATALOG_RULES = componentRules(catalog);

/**
 * Reads, merges and checks everything in `<root>/environments`, with the components of the catalog and with what the
 * constructs would refuse: as a mistake in a file, with its place, instead of an error from the code.
 */
export function loadPlatform(root: string): Result {
  return load(root, CATALOG_RULES, (platform) => [...catalogFindings(platform, catalog), ...groundFindings(platform)]);
}
