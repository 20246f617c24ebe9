import fc from "fast-check";
import { hashOf, isNewer, parseMarked, withMarker } from "../../../cli/github/marker";

const plain = { key: "staging", run: [3, 1], part: 1, of: 1 } as const;

describe("withMarker", () => {
  test("puts one line of an HTML comment above the text", () => {
    const body = withMarker({ ...plain, head: "0123abc", digests: { staging: "sha256:aa" } }, "the plan");
    expect(body).toBe(
      `<!-- platform:plan {"key":"staging","run":[3,1],"part":1,"of":1,"head":"0123abc","digests":{"staging":"sha256:aa"},"hash":"${hashOf("the plan")}"} -->\nthe plan`,
    );
  });

  test.each(["-->", "--!>", "<!--", "--", "->", "---", "\n", "\u2028", "é", "😀", "&gt;", "\u202e"])(
    "lets no %j out of the comment, and reads it again",
    (nasty) => {
      const body = withMarker({ ...plain, key: `a${nasty}b`, digests: { [nasty]: nasty } }, "text");
      const line = body.slice(0, body.indexOf("\n"));
      expect(line).toMatch(/^<!-- [ -~]+ -->$/);
      expect(line.slice(4, -3)).not.toMatch(/--|[<>&]/);
      expect(parseMarked(body)?.marker).toMatchObject({ key: `a${nasty}b`, digests: { [nasty]: nasty } });
    },
  );

  test("holds for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (key, text) => {
        const body = withMarker({ ...plain, key }, text);
        const line = body.slice(0, body.indexOf("\n"));
        return !/--|>/.test(line.slice(4, -3)) && parseMarked(body)?.marker.key === key;
      }),
    );
  });
});

describe("parseMarked", () => {
  const body = withMarker(plain, "first\nsecond");

  test("sees that the text is as it was written", () => {
    expect(parseMarked(body)).toMatchObject({ intact: true });
    expect(parseMarked(body.replace("second", "third"))).toMatchObject({ intact: false });
  });

  test("does not mind the line ends and the blanks at the end that an editor changes", () => {
    expect(parseMarked(`${body.replaceAll("\n", "\r\n")}\r\n`)).toMatchObject({ intact: true, marker: plain });
  });

  test("reads what a later version adds", () => {
    expect(parseMarked(body.replace('{"key"', '{"later":true,"key"'))?.marker).toMatchObject(plain);
  });

  test.each([
    ["a quote", `> ${body}`],
    ["a marker below the first line", `Look:\n${body}`],
    ["a marker in a block of code", `\`\`\`\n${body}\n\`\`\``],
    ["the marker of another tool", body.replace("platform:plan", "other:plan")],
    ["something that is not JSON", "<!-- platform:plan {key} -->\ntext"],
    ["a marker without a key", body.replace('"key":"staging",', "")],
    ["a run that is not a number", body.replace("[3,1]", '["3",1]')],
    ["a part that does not exist", body.replace('"part":1', '"part":0')],
    ["nothing", ""],
  ])("refuses %s", (_, text) => {
    expect(parseMarked(text)).toBeUndefined();
  });
});

describe("isNewer", () => {
  test.each([
    [[2, 1], [1, 9], true],
    [[2, 2], [2, 1], true],
    [[10, 1], [9, 1], true],
    [[2, 1], [2, 1], false],
    [[1, 9], [2, 1], false],
    [[1, 1], [0, 0], true],
  ] as const)("%j than %j: %s", (run, than, newer) => {
    expect(isNewer(run, than)).toBe(newer);
  });
});
