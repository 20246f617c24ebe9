import * as fc from "fast-check";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { inRepository, k3s, load, problemsOf } from "./files";
import { FULL, FULL_EKS, FULL_K3S } from "./full";
import { LINE, NO_ENVIRONMENTS } from "./fuzz-cases";

/** No input gives a stack trace, takes long, or is taken for an environment without being one. */

const SECONDS = 1;

/** Processor time, which other programs on the machine don't lengthen. */
function secondsOf(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

describe("a file that is no environment", () => {
  test.each(NO_ENVIRONMENTS)("%s: is refused at once, in words", (_, content, message) => {
    let text = "";
    const seconds = secondsOf(() => {
      text = problemsOf({ "environments/staging.yaml": content });
    });
    expect(text).toMatch(message);
    for (const line of text.split("\n").slice(0, 100)) expect(line).toMatch(LINE);
    expect(seconds).toBeLessThan(SECONDS);
  });

  test.each(NO_ENVIRONMENTS.filter(([, content]) => content.length < 1000))(
    "%s: is refused as profile and organization too",
    (_, content) => {
      const right = { "environments/staging.yaml": k3s() };
      expect(problemsOf({ ...right, "environments/organization.yaml": content })).toMatch(
        /^environments\/organization\.yaml:/,
      );
      // JSON is YAML, and a profile that says nothing but its kind is right.
      if (content === '{"kind": "k3s"}') return;
      expect(problemsOf({ ...right, "environments/profiles/standard.yaml": content })).toMatch(
        /^environments\/profiles\//,
      );
    },
  );
});

describe("an environment that was damaged at random", () => {
  const tokens = fc.constantFrom(
    "\n",
    "\n  ",
    "\n    ",
    " ",
    "- ",
    "? ",
    ": ",
    ", ",
    "[",
    "]",
    "{",
    "}",
    "&a ",
    "*a",
    "!!",
    "!t ",
    '"',
    "'",
    "|",
    ">",
    "#",
    "%",
    "---\n",
    "a",
    "kind",
    "0x1",
    "~",
    "\t",
    "\\",
    "é",
    "😀",
  );

  test.each([
    ["environments/full.yaml", FULL_K3S],
    ["environments/cloud.yaml", FULL_EKS],
  ])("is never a crash, and every problem has a place in the file: %s", (damaged, right) => {
    inRepository(FULL, (root) => {
      fc.assert(
        fc.property(fc.nat(right.length), fc.nat(40), fc.array(tokens, { maxLength: 8 }), (start, length, pieces) => {
          const text = right.slice(0, start) + pieces.join("") + right.slice(start + length);
          writeFileSync(join(root, damaged), text);
          const result = load(root);
          const lines = text.split("\n");
          for (const { file, line, column } of result.ok ? [] : result.problems) {
            if (file !== damaged) continue;
            expect(line).toBeLessThanOrEqual(lines.length);
            expect(column).toBeLessThanOrEqual((lines[line - 1] ?? "").length + 1);
          }
        }),
        { numRuns: 100 },
      );
    });
  });

  test("is never taken for one when nothing of it is left", () => {
    fc.assert(
      fc.property(fc.array(tokens, { maxLength: 40 }), (pieces) => {
        expect(problemsOf({ "environments/staging.yaml": pieces.join("") })).toMatch(/^environments\/staging\.yaml:/);
      }),
      { numRuns: 150 },
    );
  });

  test("is refused as bytes too", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), (bytes) => {
        expect(problemsOf({ "environments/staging.yaml": bytes })).toMatch(/^environments\/staging\.yaml:/);
      }),
      { numRuns: 200 },
    );
  });
});
