import fc from "fast-check";
import { waves } from "../../catalog/graph";

describe("the order of components", () => {
  test("gives a wave to everything, one after what it waits for", () => {
    const graph = new Map([
      ["store", ["vault", "operator"]],
      ["vault", ["certificates"]],
      ["operator", []],
      ["certificates", []],
    ]);
    expect(Object.fromEntries(waves(graph))).toEqual({ certificates: 0, operator: 0, vault: 1, store: 2 });
  });

  test("does not wait for what is not there", () => {
    expect(waves(new Map([["routes", ["gateway"]]])).get("routes")).toBe(0);
  });

  test.each<[Readonly<Record<string, readonly string[]>>, string]>([
    [{ a: ["a"] }, "a → a"],
    [{ a: ["b"], b: ["c"], c: ["a"] }, "a → b → c → a"],
    [{ entry: ["b"], b: ["c"], c: ["b"] }, "b → c → b"],
  ])("refuses the circle in %j, and names it", (edges, circle) => {
    expect(() => waves(new Map(Object.entries(edges)))).toThrow(
      `Components wait for each other in a circle: ${circle}.`,
    );
  });

  test("puts each of any names after all that it waits for, and no later than it must", () => {
    const acyclic = fc
      .array(fc.array(fc.nat({ max: 30 }), { maxLength: 5 }), { minLength: 1, maxLength: 30 })
      .map(
        (all) =>
          new Map(all.map((before, index) => [`n${index}`, before.filter((n) => n < index).map((n) => `n${n}`)])),
      );
    fc.assert(
      fc.property(acyclic, (graph) => {
        const found = waves(graph);
        for (const [name, before] of graph) {
          const highest = Math.max(-1, ...before.map((other) => found.get(other) ?? Number.NaN));
          expect(found.get(name)).toBe(highest + 1);
        }
      }),
    );
  });
});
