import { formatTable, wantsColours } from "../../cli/table";

describe("a table", () => {
  test("has columns as wide as their widest cell, and nothing behind the last", () => {
    expect(
      formatTable(
        ["stack", "resources"],
        [
          ["a-long-name", "1"],
          ["b", "20"],
        ],
        false,
      ),
    ).toBe("stack        resources\na-long-name  1\nb            20");
  });

  test("has colours on a terminal only, and never with NO_COLOR", () => {
    const before = process.env["NO_COLOR"];
    delete process.env["NO_COLOR"];
    expect(wantsColours({ isTTY: true })).toBe(true);
    expect(wantsColours({})).toBe(false);
    process.env["NO_COLOR"] = "1";
    expect(wantsColours({ isTTY: true })).toBe(false);
    if (before === undefined) delete process.env["NO_COLOR"];
    else process.env["NO_COLOR"] = before;
  });
});
