import { differenceLines, differenceOf } from "../../../cli/applying/difference";

const reviewed = (hashes: Record<string, string>) => ({ digest: "sha256:1", hashes });

describe("the difference between what was reviewed and what is planned", () => {
  test("names what came, what went, and what is another change", () => {
    const then = reviewed({ "aws_vpc.same": "1", "aws_vpc.other": "2", "aws_vpc.gone": "3" });
    const difference = differenceOf(then, { "aws_vpc.same": "1", "aws_vpc.other": "9", "output.come": "4" });
    expect(difference).toEqual({ gone: ["aws_vpc.gone"], come: ["output.come"], other: ["aws_vpc.other"] });
    expect(differenceLines(difference)).toEqual([
      "1 change planned now, and not reviewed:",
      "  output.come",
      "1 change planned in another way than reviewed:",
      "  aws_vpc.other",
      "1 change reviewed, and no longer planned: done already, or no longer needed:",
      "  aws_vpc.gone",
    ]);
  });

  test("says that an apply may have ended halfway when all that is left was reviewed", () => {
    const lines = differenceLines(differenceOf(reviewed({ a: "1", b: "2" }), { a: "1" }));
    expect(lines.at(-1)).toBe("All that is left was reviewed: an earlier apply may have ended halfway.");
  });

  test("names twenty of many, and counts the others", () => {
    const many = Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`aws_vpc.${String(index)}`, "1"]));
    const lines = differenceLines(differenceOf(reviewed({}), many));
    expect(lines).toHaveLength(22);
    expect(lines[0]).toBe("25 changes planned now, and not reviewed:");
    expect(lines.at(-1)).toBe("  and 5 more");
  });

  test("knows the same change though the secrets are others that were removed from its address", () => {
    const then = reviewed({ 'a["(sensitive)"]': "1", 'a["(sensitive)"] (2)': "2", 'a["open"]': "3", b: "4" });
    const now = { 'a["first"]': "1", 'a["(sensitive)"]': "3", b: "5", 'a["second"]': "2" };
    expect(differenceOf(then, now)).toEqual({ gone: [], come: [], other: ["b"] });
  });

  test("counts changes that are the same but for a secret in their addresses", () => {
    const then = reviewed({ 'a["(sensitive)"]': "1", 'a["(sensitive)"] (2)': "1" });
    expect(differenceOf(then, { 'a["(sensitive)"]': "1" })).toEqual({
      gone: ['a["(sensitive)"] (2)'],
      come: [],
      other: [],
    });
  });

  test("takes no address for something that every object has", () => {
    expect(differenceOf(reviewed({}), { constructor: "1" })).toEqual({ gone: [], come: ["constructor"], other: [] });
  });

  test("says so when there is only a digest", () => {
    expect(differenceLines(differenceOf({ digest: "sha256:1" }, { a: "1" }))).toEqual([
      "A digest alone does not say which changes differ: read the plan as it is now.",
    ]);
  });
});
