import { MOST_BYTES, MOST_LEVELS, readJson } from "../../../cli/admit/read-json";

const said = (text: string): string => {
  const read = readJson(Buffer.from(text));
  return read.ok ? "fine" : read.why;
};

describe("readJson", () => {
  test("reads what synthesis writes", () => {
    const json = { a: [{ b: 'x "quoted": {', c: 1.5 }], d: { b: null }, e: {} };
    expect(readJson(Buffer.from(JSON.stringify(json, null, 2)))).toEqual({ ok: true, json });
  });

  test.each([
    ['{"data":{},"data":{"external":{}}}', 'has the key "data" twice in one object.'],
    ['{"a":{"b":1,"c":{"b":2},"b":3}}', 'has the key "b" twice in one object.'],
    ['{"a":[{"b":1},{"b":1}],"\\u0061":1}', 'has the key "\\u0061" twice in one object.'],
    ['{"__proto__":{"data":{}}}', 'has the key "__proto__".'],
    ['{"\\u005f_proto__":{}}', 'has the key "\\u005f_proto__".'],
    ["\u{feff}{}", "begins with a byte order mark."],
    ['{"a":1,}', "is not JSON."],
    ['{"a":1} // b', "is not JSON."],
    ["", "is not JSON."],
    ["[{}]", "is not an object."],
    ["null", "is not an object."],
  ])("refuses %j", (text, why) => {
    expect(said(text)).toBe(why);
  });

  test("refuses what is not UTF-8", () => {
    expect(readJson(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))).toEqual({
      ok: false,
      why: "is not UTF-8.",
    });
  });

  test("refuses what is too deep to look at, without looking", () => {
    expect(said(`{"a":${"[".repeat(MOST_LEVELS - 1)}${"]".repeat(MOST_LEVELS - 1)}}`)).toBe("fine");
    expect(said(`{"a":${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}}`)).toBe("is nested deeper than 64 levels.");
  });

  test("takes its time by length alone", () => {
    const half = MOST_BYTES / 2 - 100;
    const begun = Date.now();
    expect(said(`{"a":"${"\\".repeat(half)}"`)).toBe("is not JSON.");
    expect(said(`{"a":"${'\\"'.repeat(half)}"}`)).toBe("fine");
    expect(said(`{"a":"${"b".repeat(half)}"}`)).toBe("fine");
    expect(Date.now() - begun).toBeLessThan(10_000);
  });

  test("refuses what is too large", () => {
    expect(said(`{"a":"${"b".repeat(MOST_BYTES)}"}`)).toBe("has 16777224 bytes; at most 16777216 are read.");
  });
});
