import fc from "fast-check";
import { parse } from "yaml";
import { insertEntry, setScalar, type Value } from "../../../config/edit";
import { file } from "./arbitrary";

const scalar = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "1.2.3",
    "v1.0.0-rc.1",
    "1.10",
    "true",
    "null",
    "",
    " ",
    "a: b",
    "x #y",
    "0x1f",
    "1e5",
    "- a",
    "{",
    "~",
  ),
  fc.boolean(),
  fc.integer(),
);

const value: fc.Arbitrary<Value> = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 3 }),
  fc.dictionary(fc.constantFrom("version", "tag", "b c", "1"), scalar, { maxKeys: 3 }),
  fc.record({ version: scalar, images: fc.record({ web: fc.record({ tag: scalar }) }) }),
);

/** A copy of the data in which one value is another. */
function put(data: unknown, path: readonly string[], changed: unknown): unknown {
  const copy = structuredClone(data);
  let here: unknown = copy;
  for (const step of path.slice(0, -1))
    here = typeof here === "object" && here !== null ? Reflect.get(here, step) : undefined;
  if (typeof here !== "object" || here === null) throw new Error("The path leads nowhere.");
  Reflect.set(here, path.at(-1) ?? "", changed);
  return copy;
}

/** Every single value by its path. */
function flat(data: unknown, path = ""): Record<string, unknown> {
  if (typeof data !== "object" || data === null) return { [path]: data };
  const inner = Object.entries(data).map(([key, one]) => flat(one, path === "" ? key : `${path}/${key}`));
  return inner.reduce((all, one) => ({ ...all, ...one }), {});
}

describe("an edit of any file", () => {
  test("to a value changes the bytes of that value alone, and the document means what it should", () => {
    fc.assert(
      fc.property(file, fc.nat(), scalar, ({ text, places }, choice, changed) => {
        const place = places[choice % Math.max(places.length, 1)];
        if (place === undefined) return;
        const after = setScalar(text, place.path, changed);
        expect(after.slice(0, place.from)).toBe(text.slice(0, place.from));
        expect(after.slice(after.length - (text.length - place.to))).toBe(text.slice(place.to));
        expect(parse(after)).toEqual(put(parse(text), place.path, changed));
      }),
      { numRuns: 200 },
    );
  });

  test("back to what it was gives the file that it was, where that is how it is written", () => {
    fc.assert(
      fc.property(file, fc.nat(), ({ text, places }, choice) => {
        const place = places.filter(({ from, to }) => /^(1\.2\.3|v1.*|true)$/.test(text.slice(from, to)))[choice % 3];
        if (place === undefined) return;
        const before: unknown = new Map(Object.entries(flat(parse(text)))).get(place.path.join("/"));
        if (typeof before !== "string" && typeof before !== "boolean") throw new Error("No such value.");
        expect(setScalar(setScalar(text, place.path, "10.9.8"), place.path, before)).toBe(text);
      }),
    );
  });

  test("that adds an entry keeps every byte that was there", () => {
    fc.assert(
      fc.property(file, fc.nat(), value, ({ text, maps }, choice, added) => {
        const path = [...(maps[choice % maps.length] ?? []), "new-one"];
        const after = insertEntry(text, path, added);
        let same = 0;
        while (same < text.length && after[same] === text[same]) same++;
        const rest = text.length - same;
        expect(after.endsWith(text.slice(same)) && after.length > text.length && rest >= 0).toBe(true);
        expect(parse(after)).toEqual(put(parse(text), path, added));
      }),
      { numRuns: 200 },
    );
  });
});
