import { loadPlatform as load, type Result } from "../config";
import { catalog } from ".";
import { catalogFindings } from "./findings";
import { componentRules } from "./rules";

/** Everything that the catalog lets an environment file say. */
export const CATALOG_RULES = componentRules(catalog);

/** Reads, merges and checks everything in `<root>/environments`, with the components of the catalog. */
export function loadPlatform(root: string): Result {
  return load(root, CATALOG_RULES, (platform) => catalogFindings(platform, catalog));
}
