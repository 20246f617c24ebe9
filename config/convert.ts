import type { Alias, YAMLMap, YAMLSeq } from "yaml";
import { isAlias, isMap, isScalar, isSeq } from "yaml";
import type { Report } from "./problem";
import { problemAt } from "./problem";
import type { Entry, Path, Position, Scalar, Tree } from "./tree";
import { shorten } from "./tree";

/** More values than any environment has; aliases count with all they stand for, so that a few lines can't become a million. */
export const MAX_VALUES = 5_000;

/** Turns the nodes of `yaml` into a tree; nothing when something in it was refused and reported. */
export function convert(root: unknown, at: (offset: number) => Position, report: Report): Tree | undefined {
  const conversion = new Conversion(at, report);
  const tree = conversion.node(root, []);
  return conversion.refused ? undefined : tree;
}

type Anchored = { readonly tree: Tree; readonly values: number } | "open";

class Conversion {
  refused = false;
  private values = 0;
  private readonly anchors = new Map<string, Anchored>();

  constructor(
    private readonly at: (offset: number) => Position,
    private readonly report: Report,
  ) {}

  node(node: unknown, path: Path): Tree | undefined {
    if (isAlias(node)) return this.alias(node, path);
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) return undefined;
    const start = node.range?.[0] ?? 0;
    if (++this.values === MAX_VALUES + 1) this.refuse(start, path, `the file holds more than ${MAX_VALUES} values.`);
    if (this.values > MAX_VALUES) return undefined;
    if (node.tag !== undefined) {
      return this.refuse(start, path, `has the YAML tag ${JSON.stringify(shorten(node.tag))}; tags are not supported.`);
    }
    const before = this.values;
    if (node.anchor !== undefined) this.anchors.set(node.anchor, "open");
    const tree = isMap(node)
      ? this.map(node, path)
      : isSeq(node)
        ? this.list(node, path)
        : this.scalar(node, start, path);
    if (node.anchor !== undefined && tree !== undefined) {
      this.anchors.set(node.anchor, { tree, values: this.values - before + 1 });
    }
    return tree;
  }

  private alias(node: Alias, path: Path): Tree | undefined {
    const start = node.range?.[0] ?? 0;
    const anchored = this.anchors.get(node.source);
    const name = JSON.stringify(shorten(`*${node.source}`));
    if (anchored === undefined) return this.refuse(start, path, `${name} refers to no anchor above it.`);
    if (anchored === "open") return this.refuse(start, path, `${name} stands inside of what it refers to.`);
    this.values += anchored.values;
    if (this.values <= MAX_VALUES) return anchored.tree;
    return this.refuse(start, path, `the file's aliases stand for more than ${MAX_VALUES} values.`);
  }

  private map(node: YAMLMap, path: Path): Tree {
    const entries = new Map<string, Entry>();
    for (const pair of node.items) {
      const keyNode = pair.key;
      const keyStart = offsetOf(keyNode) ?? node.range?.[0] ?? 0;
      const key = this.key(keyNode, keyStart, path);
      if (key === undefined) continue;
      const keyAt = this.at(keyStart);
      const first = entries.get(key);
      if (first !== undefined) {
        this.refuse(keyStart, [...path, key], `is written twice in this map; the first is in line ${first.key.line}.`);
        continue;
      }
      const value = pair.value === null ? this.nothing(keyAt) : this.node(pair.value, [...path, key]);
      if (value !== undefined) entries.set(key, { key: keyAt, value });
    }
    return { type: "map", at: this.at(node.range?.[0] ?? 0), entries };
  }

  private key(node: unknown, start: number, path: Path): string | undefined {
    if (!isScalar(node)) return this.refuse(start, path, "a key must be a text, not a map, a list or an alias.");
    if (node.tag !== undefined) return this.refuse(start, path, "a key can't have a YAML tag.");
    if (node.anchor !== undefined) return this.refuse(start, path, "a key can't have an anchor.");
    if (typeof node.value !== "string") {
      const source = JSON.stringify(shorten(node.source ?? ""));
      return this.refuse(start, path, `a key must be a text; put it in quotes: ${source}.`);
    }
    if (node.value === "<<") {
      return this.refuse(
        start,
        path,
        'YAML\'s merge key "<<" is not supported; share values through a profile (extends).',
      );
    }
    if (node.value === "__proto__") return this.refuse(start, path, '"__proto__" is not allowed as a key.');
    return node.value;
  }

  private list(node: YAMLSeq, path: Path): Tree {
    const items = node.items.map((item, index) => this.node(item, [...path, index]));
    return { type: "list", at: this.at(node.range?.[0] ?? 0), items: items.filter((item) => item !== undefined) };
  }

  private scalar(node: { value: unknown; source?: string }, start: number, path: Path): Scalar | undefined {
    const { value } = node;
    const source = node.source ?? "";
    if (
      typeof value === "number" &&
      !(Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value))
    ) {
      return this.refuse(
        start,
        path,
        `${shorten(source)} is too large for a number; put it in quotes if it is a text.`,
      );
    }
    if (value === null || typeof value === "string" || typeof value === "boolean" || typeof value === "number") {
      return { type: "scalar", at: this.at(start), value, source };
    }
    return this.refuse(start, path, `${JSON.stringify(shorten(source))} is not a text, a number, true or false.`);
  }

  private nothing(at: Position): Scalar {
    this.values++;
    return { type: "scalar", at, value: null, source: "" };
  }

  private refuse(offset: number, path: Path, message: string): undefined {
    this.refused = true;
    this.report(problemAt(this.at(offset), path, message));
  }
}

function offsetOf(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range?.[0] : undefined;
}
