import { inOrder } from "../../cli/order";

const one = (name: string, ...dependencies: readonly string[]) => ({ name, dependencies });
const names = (all: readonly { readonly name: string }[]): string => all.map(({ name }) => name).join(" ");

describe("inOrder", () => {
  test.each([
    ["what is independent as it is", [one("b"), one("a")], "b a"],
    ["dependencies first", [one("c", "b"), one("b", "a"), one("a")], "a b c"],
    ["what two depend on once", [one("c", "a"), one("b", "a"), one("a")], "a c b"],
    ["what depends on something that is not there", [one("b", "gone"), one("a")], "b a"],
  ])("gives %s", (_, all, order) => {
    expect(names(inOrder(all))).toBe(order);
  });

  test("comes to an end when two depend on each other", () => {
    expect(names(inOrder([one("a", "b"), one("b", "a")]))).toBe("b a");
  });
});
