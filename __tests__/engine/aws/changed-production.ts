import { parseDocument } from "yaml";
import { formatProblems, type Platform } from "../../../config";
import { loadPlatform } from "../../../stacks/load-platform";
import type { Clone } from "../../helpers/clone";

/** Values for an environment's file, each at its path; nothing takes out what is there. */
export type Changes = readonly (readonly [path: readonly string[], value: unknown])[];

const FILE = "environments/production.yaml";

/** Changes production's file in a clone, and reads it: a platform of production alone. */
export function changedProduction(clone: Clone, changes: Changes): Platform {
  const document = parseDocument(clone.read(FILE));
  for (const [path, value] of changes) {
    if (value === undefined) document.deleteIn(path);
    else document.setIn(path, document.createNode(value));
  }
  clone.write(FILE, document.toString());
  const loaded = loadPlatform(clone.root);
  if (!loaded.ok) throw new Error(formatProblems(loaded.problems));
  const { environments, ...rest } = loaded.platform;
  return { ...rest, environments: environments.filter(({ name }) => name === "production") };
}
