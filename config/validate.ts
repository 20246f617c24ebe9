import type { z } from "zod";
import { explain } from "./explain";
import type { Report } from "./problem";
import { problemAt } from "./problem";
import { discriminatorValues, fieldHelp } from "./schema/find";
import { closest, didYouMean } from "./suggest";
import type { Path, Position, Tree, TreeMap } from "./tree";
import { find, findKey, formatPath, toPlain } from "./tree";

/** What a tree is checked against, and whether something may still come from elsewhere. */
export interface ValidateOptions {
  /** True for a profile, and where a profile could not be read: what is missing is not reported. */
  readonly partial?: boolean;
  /** Keys at the top that were taken out before, for suggestions. */
  readonly also?: readonly string[];
}

/** The checked data with its defaults; nothing, with reports, when the tree does not have the schema's shape. */
export function validate<Schema extends z.ZodType>(
  schema: Schema,
  tree: TreeMap,
  report: Report,
  { partial = false, also = [] }: ValidateOptions = {},
): z.output<Schema> | undefined {
  const data = toPlain(tree);
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const told = new Set<string>();
  const tell = (at: Position, path: Path, message: string): void => {
    const name = formatPath(path);
    if (!told.has(name)) report(problemAt(at, path, message));
    told.add(name);
  };
  // What is missing below a key that was misspelt is there: under the wrong name.
  const misspelt: Path[] = [];
  for (const issue of unknownFirst(result.error.issues)) {
    const { path } = issue;
    if (issue.code === "unrecognized_keys") {
      const help = fieldHelp(schema, data, path);
      const keys = [...help.keys, ...(path.length === 0 ? also : [])].sort();
      for (const key of issue.keys) {
        tell(keyAt(tree, [...path, key]), [...path, key], help.unknownKey(key) ?? unknownKey(key, keys));
        const meant = closest(key, keys);
        if (meant !== undefined) misspelt.push([...path, meant]);
      }
      continue;
    }
    if (issue.code === "invalid_key") {
      const message = issue.issues[0]?.message ?? "is not allowed as a key.";
      tell(keyAt(tree, path), path, `${JSON.stringify(String(path.at(-1)))} ${message}`);
      continue;
    }
    const value = find(tree, path);
    if (value === undefined) {
      const isThere = misspelt.some((prefix) => prefix.every((step, index) => path[index] === step));
      if (!partial && !isThere) tell(ownKeyAt(tree, path.slice(0, -1)), path, missing(path, schema, data));
    } else {
      tell(value.at, path, explain(issue, value, schema, data));
    }
  }
  return undefined;
}

function unknownKey(key: string, allowed: readonly string[]): string {
  const suggestion = didYouMean(key, allowed);
  return `unknown key.${suggestion === "" ? ` Allowed here: ${allowed.join(", ")}.` : suggestion}`;
}

function missing(path: Path, schema: z.ZodType, data: unknown): string {
  const { description, example } = fieldHelp(schema, data, path);
  const key = String(path.at(-1));
  const kinds = discriminatorValues(schema, data, path.slice(0, -1), key);
  if (kinds.length > 0) return `is missing; one of ${kinds.join(", ")}.`;
  const help = description === undefined ? "" : `: ${description}`;
  const simple = typeof example === "string" || typeof example === "number";
  return `is missing${help}.${simple ? ` Write for example "${key}: ${inYaml(example)}".` : ""}`;
}

/** A value as it is written in a file: a text that would be read as a number stands in quotes. */
function inYaml(value: string | number): string {
  return typeof value === "string" && value !== "" && !Number.isNaN(Number(value)) ? `'${value}'` : String(value);
}

/** The place of a key; of the nearest map around it where there is none. */
function keyAt(tree: Tree, path: Path): Position {
  return findKey(tree, path) ?? (path.length === 0 ? tree.at : keyAt(tree, path.slice(0, -1)));
}

/** The place of a key in the document's own file, not in a profile's: that is where a value that is missing belongs. */
function ownKeyAt(tree: Tree, path: Path): Position {
  const at = findKey(tree, path);
  if (at !== undefined && at.file === tree.at.file) return at;
  return path.length === 0 ? tree.at : ownKeyAt(tree, path.slice(0, -1));
}

function unknownFirst(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  const isUnknown = ({ code }: z.core.$ZodIssue): boolean => code === "unrecognized_keys";
  return [...issues.filter(isUnknown), ...issues.filter((issue) => !isUnknown(issue))];
}
