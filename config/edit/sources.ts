import { existsSync } from "node:fs";
import { join } from "node:path";
import { listYaml } from "../folder";
import { parseYaml } from "../parse";
import type { Problem, Report } from "../problem";
import { resolve } from "../profiles";
import { readText } from "../read";
import type { TreeMap } from "../tree";

/** What stands in the files of environments/, with the place of every value. */
export interface Sources {
  /** The text of every file by its path in the repository. */
  readonly texts: ReadonlyMap<string, string>;
  readonly organization: TreeMap | undefined;
  /** Every environment by name, laid over its profiles: each value knows the file it is written in. */
  readonly environments: ReadonlyMap<string, TreeMap>;
  /** What can't be read. `loadPlatform` says the same, and more. */
  readonly problems: readonly Problem[];
}

/** Reads all files, without a check of what they say. */
export function readSources(root: string): Sources {
  const problems: Problem[] = [];
  const report: Report = (problem) => void problems.push(problem);
  const texts = new Map<string, string>();
  const load = (file: string): TreeMap | undefined => {
    const text = readText(root, file, report);
    if (text === undefined) return undefined;
    texts.set(file, text);
    return parseYaml(file, text, report);
  };
  const folder = "environments/profiles";
  const named = existsSync(join(root, folder)) ? listYaml(root, folder, report) : [];
  const profiles = new Map(named.map(({ name, file }) => [name, load(file)]));
  const trees = new Map(listYaml(root, "environments", report).map(({ name, file }) => [name, load(file)]));
  const environments = [...trees].flatMap(([name, tree]) =>
    tree === undefined || name === "organization" ? [] : [[name, resolve(tree, profiles, report).tree] as const],
  );
  return { texts, organization: trees.get("organization"), environments: new Map(environments), problems };
}
