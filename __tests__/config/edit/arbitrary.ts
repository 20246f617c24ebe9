import fc from "fast-check";

/** A value of a generated file, as it stands there and as it is meant. */
interface Leaf {
  readonly source: string;
  readonly value: unknown;
}

interface Branch {
  readonly flow: boolean;
  readonly entries: readonly (readonly [string, Shape, Layout])[];
}

type Shape = Leaf | Branch;

/** What stands around an entry. */
interface Layout {
  readonly before: "" | "blank" | "comment";
  readonly behind: string;
}

/** A value's place in a generated file. */
export interface Place {
  readonly path: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** A file as a person might write it, with the place of every single value and every map. */
export interface Generated {
  readonly text: string;
  readonly places: readonly Place[];
  readonly maps: readonly (readonly string[])[];
}

const leaf: fc.Arbitrary<Leaf> = fc.oneof(
  fc.constantFrom<Leaf>(
    { source: "1.2.3", value: "1.2.3" },
    { source: "v1.35.4+k3s1", value: "v1.35.4+k3s1" },
    { source: "'it''s # here'", value: "it's # here" },
    { source: '"a: \\"b\\" ,}"', value: 'a: "b" ,}' },
    { source: "1.10", value: 1.1 },
    { source: "true", value: true },
    { source: "two words", value: "two words" },
    { source: "[1, 'x', y]", value: [1, "x", "y"] },
  ),
  fc.string().map((value) => ({ source: JSON.stringify(value).replace(/[\u007f-\uffff]/g, "?"), value: undefined })),
);

const layout = fc.record<Layout>({
  before: fc.constantFrom("", "", "blank", "comment"),
  behind: fc.constantFrom("", "", " # why", "  #: { not, this }", "   "),
});

const { shape } = fc.letrec<{ shape: Shape; branch: Branch }>((tie) => ({
  shape: fc.oneof({ maxDepth: 3, depthSize: "small" }, leaf, tie("branch")),
  branch: fc.record({ flow: fc.boolean(), entries: entriesOf(tie("shape")) }),
}));

function entriesOf(of: fc.Arbitrary<Shape>): fc.Arbitrary<Branch["entries"]> {
  const key = fc.constantFrom("version", "argo-cd", "a", "b2", "image.tag", "no", "x_y", "8080");
  return fc.uniqueArray(fc.tuple(key, of, layout), { minLength: 1, maxLength: 4, selector: ([name]) => name });
}

/** Files with maps in blocks and braces, comments, blank lines, quotes, both ends of lines, and with or without a last one. */
export const file: fc.Arbitrary<Generated> = fc
  .record({ entries: entriesOf(shape), step: fc.constantFrom(2, 4), crlf: fc.boolean(), end: fc.boolean() })
  .map(({ entries, step, crlf, end }) => {
    const writer = new Writer(step, crlf ? "\r\n" : "\n");
    writer.block(entries, 0, []);
    const text = end ? writer.text : writer.text.trimEnd();
    return { text, places: writer.places, maps: writer.maps };
  });

class Writer {
  text = "";
  readonly places: Place[] = [];
  readonly maps: (readonly string[])[] = [];

  constructor(
    private readonly step: number,
    private readonly eol: string,
  ) {}

  block(entries: Branch["entries"], indent: number, path: readonly string[]): void {
    this.maps.push(path);
    for (const [key, value, { before, behind }] of entries) {
      if (before !== "") this.text += `${before === "blank" ? "" : `${" ".repeat(indent)}# ${key}: {`}${this.eol}`;
      this.text += `${" ".repeat(indent)}${this.key(key)}:`;
      if ("source" in value || value.flow) {
        this.text += " ";
        this.inline(value, [...path, key]);
        this.text += `${behind}${this.eol}`;
      } else {
        this.text += `${behind}${this.eol}`;
        this.block(value.entries, indent + this.step, [...path, key]);
      }
    }
  }

  private inline(value: Shape, path: readonly string[]): void {
    if ("source" in value) {
      const from = this.text.length;
      this.text += value.source;
      if (!value.source.startsWith("[")) this.places.push({ path, from, to: this.text.length });
      return;
    }
    this.maps.push(path);
    this.text += "{ ";
    value.entries.forEach(([key, inner], index) => {
      this.text += `${index === 0 ? "" : ", "}${this.key(key)}: `;
      this.inline(inner, [...path, key]);
    });
    this.text += " }";
  }

  private key(key: string): string {
    return key === "8080" ? '"8080"' : key;
  }
}
