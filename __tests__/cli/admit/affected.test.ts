import { SynthesizedStack } from "../../../stacks/synthesized-stack";
import { affectedBy, environmentOf } from "../../../cli/admit/affected";

const stack = (name: string, value: unknown, comment = "1") => ({
  name,
  json: { "//": comment, output: { x: { value } } },
});
const bases = ["a", "b", "c", "d"].map((name) => new SynthesizedStack(name, JSON.stringify(stack(name, 1).json)));

describe("affectedBy", () => {
  test("names what differs, what is new, and what comes after them, by however many steps, in the order of applying", () => {
    const stacks = [stack("d", 1), stack("c", 1), stack("b", 1), stack("a", 2), stack("e", 1)];
    const dependencies = new Map([
      ["c", ["b"]],
      ["b", ["a"]],
      ["a", []],
      ["d", []],
      ["e", []],
    ]);
    expect(affectedBy({ stacks, dependencies }, bases)).toEqual(["a", "b", "c", "e"]);
  });

  test("names nothing when only the comment differs", () => {
    expect(affectedBy({ stacks: [stack("a", 1, "2")], dependencies: new Map() }, bases)).toEqual([]);
  });
});

describe("environmentOf", () => {
  const known = [{ name: "production-data", environment: "production" }, { name: "state" }];
  const environments = ["prod", "production", "production-eu"];

  test.each([
    ["production-data", "production"],
    ["state", null],
    ["production-eu-vault", "production-eu"],
    ["production-vault", "production"],
    ["production", "production"],
    ["products", null],
  ])("of %s is %s", (name, environment) => {
    expect(environmentOf(name, known, environments)).toBe(environment);
  });
});
