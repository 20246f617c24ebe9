import { settingsIn } from "../../../../cli/plan/redact/settings";

describe("what a text sets", () => {
  test.each([
    ["an equals sign", "NAME=hunter22", ["hunter22"]],
    ["a colon", "name: hunter22", ["hunter22"]],
    ["spaces around", "name.of-it = hunter22", ["hunter22"]],
    ["a word before", "export NAME=hunter22", ["hunter22"]],
    ["a dash before", "- name: hunter22", ["hunter22"]],
    ["double quotes", 'NAME="hunter 22" # why', ["hunter 22"]],
    ["escapes", 'NAME="hunter\\n\\"22"', ['hunter\\n\\"22', 'hunter\n"22']],
    ["single quotes", "NAME='hunter 22'", ["hunter 22"]],
    ["a comment, or what may be one", "NAME=hunter 22 # why", ["hunter 22 # why", "hunter 22"]],
    ["the end of a line of code", '"name": "hunter22",', ["hunter22"]],
    ["quotes that do not match", `NAME="hunter'`, [`"hunter'`]],
    ["nothing", "NAME=", []],
    ["a comparison", "if a==b", []],
    ["two words before", "a sentence: of words", []],
  ])("is found with %s", (_, line, expected) => {
    expect([...new Set(settingsIn(line).values)].filter((value) => value !== "")).toEqual(expected);
  });

  test.each([`A=x${" ".repeat(100_000)}y`, `A="x"${" ".repeat(100_000)}y`, `A=${'"\\'.repeat(50_000)}`])(
    "is found in a moment in a long line",
    (text) => {
      const began = performance.now();
      expect(settingsIn(text).nothingElse).toBe(true);
      expect(performance.now() - began).toBeLessThan(1000);
    },
  );

  test("is found whatever stands between", () => {
    const text = "# note\n[mysqld]\nskip-name-resolve\n\nuser=ops-user\nDEBUG=\npassword=hunter22\n";
    expect(settingsIn(text)).toEqual({
      values: expect.arrayContaining(["ops-user", "hunter22"]),
      nothingElse: false,
    });
    expect(settingsIn(text.replace("skip-name-resolve", "")).nothingElse).toBe(true);
  });
});
