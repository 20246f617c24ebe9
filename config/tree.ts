/** What was read from a YAML file, with the place of every key and value, so that any later error can say where it comes from. */

/** A place in a file of the repository; lines and columns count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface Scalar {
  readonly type: "scalar";
  readonly at: Position;
  readonly value: string | number | boolean | null;
  /** The value as it stands in the file: `1.10` is the number 1.1, but a person wrote `1.10`. */
  readonly source: string;
}

export interface List {
  readonly type: "list";
  readonly at: Position;
  readonly items: readonly Tree[];
}

export interface Entry {
  /** Where the key stands; `value.at` is where the value does. */
  readonly key: Position;
  readonly value: Tree;
}

export interface TreeMap {
  readonly type: "map";
  readonly at: Position;
  readonly entries: ReadonlyMap<string, Entry>;
  /** Where a document above took out, by `null`, what one below had. */
  readonly removed?: ReadonlyMap<string, Position>;
}

export type Tree = Scalar | List | TreeMap;

export type Path = readonly PropertyKey[];

/** The value at a path, or nothing. */
export function find(tree: Tree, path: Path): Tree | undefined {
  let here: Tree | undefined = tree;
  for (const step of path) {
    if (here?.type === "map") here = here.entries.get(String(step))?.value;
    else if (here?.type === "list" && typeof step === "number") here = here.items[step];
    else return undefined;
  }
  return here;
}

/** The position of the key at a path; of the value where there is no key (the whole file, an item of a list); nothing when it does not exist. */
export function findKey(tree: Tree, path: Path): Position | undefined {
  const last = path.at(-1);
  const parent = last === undefined ? undefined : find(tree, path.slice(0, -1));
  const entry = parent?.type === "map" ? parent.entries.get(String(last)) : undefined;
  return entry?.key ?? find(tree, path)?.at;
}

/** The entries of the map at a path; none when there is no map. */
export function entriesAt(tree: Tree, path: Path): (readonly [string, Entry])[] {
  const here = find(tree, path);
  return here?.type === "map" ? [...here.entries] : [];
}

/** The items of the list at a path; none when there is no list. */
export function itemsAt(tree: Tree, path: Path): readonly Tree[] {
  const here = find(tree, path);
  return here?.type === "list" ? here.items : [];
}

/** The text at a path; nothing when it is absent or not a text. */
export function textAt(tree: Tree, path: Path): (Scalar & { readonly value: string }) | undefined {
  const here = find(tree, path);
  return here?.type === "scalar" && typeof here.value === "string" ? { ...here, value: here.value } : undefined;
}

/** Plain data without positions. Keys are sorted, so that the order in a file never matters. */
export function toPlain(tree: Tree): unknown {
  switch (tree.type) {
    case "scalar":
      return tree.value;
    case "list":
      return tree.items.map(toPlain);
    case "map":
      return Object.fromEntries(
        [...tree.entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, entry]) => [key, toPlain(entry.value)]),
      );
  }
}

/** A path as people write it: `cluster.tlsSans[0]`, `labels["example.org/role"]`. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    const key = String(step);
    if (!/^[A-Za-z0-9_-]+$/.test(key)) return `${text}[${JSON.stringify(shorten(key))}]`;
    return text === "" ? key : `${text}.${key}`;
  }, "");
}

/** A text cut to a length that fits into a message. */
export function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
