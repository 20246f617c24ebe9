import { formatProblems, sortProblems } from "../../config/problem";

const problem = (
  file: string,
  line: number,
  column: number,
  path = "a",
): Parameters<typeof formatProblems>[0][number] => ({
  file,
  line,
  column,
  path,
  message: "is wrong.",
});

describe("formatProblems", () => {
  test("puts the paths of a file into one column", () => {
    expect(formatProblems([problem("b.yaml", 1, 1), problem("b.yaml", 10, 12), problem("c.yaml", 2, 3, "")])).toBe(
      ["b.yaml:1:1    a: is wrong.", "b.yaml:10:12  a: is wrong.", "c.yaml:2:3  is wrong."].join("\n"),
    );
  });

  test("is empty without problems", () => {
    expect(formatProblems([])).toBe("");
  });
});

describe("sortProblems", () => {
  test("orders by file, line and column as numbers, and tells each problem once", () => {
    const sorted = [problem("a", 2, 9), problem("a", 2, 10), problem("a", 10, 1), problem("b", 1, 1)];
    expect(sortProblems([...sorted].reverse().concat(sorted))).toEqual(sorted);
  });
});
