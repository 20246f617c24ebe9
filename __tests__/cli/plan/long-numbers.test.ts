import fc from "fast-check";
import { SynthesizedStack } from "../../../stacks/synthesized-stack";
import { readPlan } from "../../../cli/planning/reading";
import { isLongNumber, parseExactly, withDigits } from "../../../cli/plan/long-numbers";
import { parsePlan } from "../../../cli/plan/parse";
import { linesOfAttributes } from "./changes";

describe("JSON in which no number is rounded", () => {
  test("has those that would be as texts, which are numbers again when they are shown", () => {
    const read = parseExactly('{"a":[9007199254740993,-1.00000000000000000001], "b" : 12345678901234567890e3}');
    expect(read).toEqual({
      a: ["\uFEFF9007199254740993", "\uFEFF-1.00000000000000000001"],
      b: "\uFEFF12345678901234567890e3",
    });
    expect(withDigits(JSON.stringify(read))).toBe(
      '{"a":[9007199254740993,-1.00000000000000000001],"b":12345678901234567890e3}',
    );
  });

  test("has everything else as it is: short numbers, and digits in texts and keys", () => {
    const json = {
      numbers: [1, -2.5, 1234567890123456, 0.30000000000000004],
      texts: [
        "12345678901234567890",
        ": 12345678901234567890,",
        '{"id":12345678901234567890}',
        'a\\" 12345678901234567890',
      ],
      "12345678901234567890": { 'a": 12345678901234567890': 1 },
    };
    expect(parseExactly(JSON.stringify(json))).toEqual(json);
    expect(parseExactly(JSON.stringify(json, null, 2))).toEqual(json);
  });

  test("is what JSON.parse reads, whatever it holds", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1), (value, space) => {
        const json = JSON.stringify([value, 1234567890123456], null, space);
        expect(parseExactly(json)).toEqual(JSON.parse(json));
      }),
    );
  });

  test("has no other text that is a number", () => {
    expect(["9007199254740993", "\uFEFF12", "\uFEFF9007199254740993 ", "\uFEFFx"].filter(isLongNumber)).toEqual([]);
  });
});

describe("a plan with long numbers", () => {
  const reading = (before: string, after: string, variable = '"unrelated"') => {
    const change = `{"actions":["update"],"before":{"a":${before},"b":1},"after":{"a":${after},"b":2}}`;
    const resource = `{"address":"x_y.a","mode":"managed","type":"x_y","name":"a","change":${change}}`;
    const variables = `{"n":{"value":${variable}}}`;
    const configuration = '{"root_module":{"variables":{"n":{"sensitive":true}}}}';
    const json = `{"format_version":"1.2","variables":${variables},"configuration":${configuration},"resource_changes":[${resource}]}`;
    return readPlan(parsePlan(json), new SynthesizedStack("staging", "{}"), { readable: [], protectedAddresses: [] });
  };
  const lines = (...values: Parameters<typeof reading>) =>
    linesOfAttributes(reading(...values).plan.resources[0]?.attributes ?? []);

  test("says how they differ, and has another digest", () => {
    expect(lines("9007199254740993", "9007199254740992")).toEqual([
      "~ a: 9007199254740993 → 9007199254740992",
      "~ b: 1 → 2",
    ]);
    expect(lines("9007199254740993", '"9007199254740993"')[0]).toBe('~ a: 9007199254740993 → "9007199254740993"');
    expect(lines("[]", "[1, 9007199254740993]")).toContain("+ a[1]: 9007199254740993");
    const digests = ["9007199254740992", "9007199254740993", '"9007199254740993"'].map(
      (after) => reading("1", after).digest,
    );
    expect(new Set(digests).size).toBe(3);
  });

  test("hides one that is sensitive wherever it stands: as a number, as a text, and in one", () => {
    const secret = "12345678901234567890";
    expect(lines("1", secret, secret)[0]).toBe("~ a: 1 → (sensitive)");
    expect(lines("1", `"${secret}"`, secret)[0]).toBe("~ a: 1 → (sensitive)");
    expect(lines("1", `"id ${secret}"`, secret)[0]).toBe('~ a: 1 → "id (sensitive)"');
    expect(lines("1", secret, `"${secret}"`)[0]).toBe("~ a: 1 → (sensitive)");
  });
});
