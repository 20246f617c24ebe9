import fc from "fast-check";
import type { Report } from "../../../../cli/plan/report";
import { renderComment } from "../../../../cli/plan/markdown/comment";
import { cellCode, codeSpan, fence, htmlCode } from "../../../../cli/plan/markdown/escape";
import { engines } from "../../../fixtures/plans/fixtures";
import { fixturePlan, planned, reportOf } from "../fixture-plans";
import { hostileText, reportWith } from "./hostile-report";
import { parsed, unbalanced } from "./parsed";

/** Gives texts one by one, and again from the first. */
function inTurn(texts: readonly string[]): () => string {
  let next = 0;
  return () => texts[next++ % texts.length] ?? "";
}

const allowedTags = new Set([
  "<details>",
  "<details open>",
  "</details>",
  "<summary>",
  "</summary>",
  "<code>",
  "</code>",
  "<p>",
  "</p>",
  "<br>",
]);

function expectWhole(part: string, headings: number): void {
  const { tags, links, headings: found, prose } = parsed(part);
  expect(tags.filter((tag) => !allowedTags.has(tag))).toEqual([]);
  expect(unbalanced(tags)).toEqual([]);
  expect(links).toEqual([]);
  expect(found).toHaveLength(headings);
  expect(prose.filter((text) => /[@#<>&]/.test(text.replace(/&#39;/g, "")))).toEqual([]);
  expect(part).toMatch(/^[\n\P{C}]*$/u);
}

describe("whatever stands in a plan", () => {
  test("a comment has the same structure: nothing breaks out of its place", () => {
    const expected = parsed(renderComment(reportWith(() => "x")).join("\n")).skeleton;
    fc.assert(
      fc.property(fc.array(hostileText, { minLength: 1, maxLength: 12 }), (texts) => {
        const [part = "", ...more] = renderComment(reportWith(inTurn(texts)), { maximum: 1_000_000 });
        expect(more).toEqual([]);
        expectWhole(part, 1);
        expect(parsed(part).skeleton).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  test("every part of a comment is whole, however small the parts are", () => {
    const many = (texts: readonly string[]): Report => {
      const text = inTurn(texts);
      const reports = Array.from({ length: 12 }, () => reportWith(text));
      return { ...reportWith(text), stacks: reports.flatMap(({ stacks }) => stacks) };
    };
    fc.assert(
      fc.property(fc.array(hostileText, { minLength: 1, maxLength: 12 }), (texts) => {
        const parts = renderComment(many(texts), { maximum: 24_000 });
        for (const part of parts) {
          expect(Buffer.byteLength(part)).toBeLessThanOrEqual(24_000);
          expectWhole(part, 1);
        }
      }),
      { numRuns: 25 },
    );
  });

  test.each([
    "`".repeat(100_000),
    "👩‍💻".repeat(20_000),
    "</details>\n".repeat(10_000),
    "` ".repeat(50_000),
    "\u202e".repeat(100_000),
  ])("it may have a hundred thousand characters (%#)", (text) => {
    for (const part of renderComment(reportWith(() => text))) {
      expect(Buffer.byteLength(part)).toBeLessThanOrEqual(56_000);
      expectWhole(part, 1);
    }
  });

  test.each(engines)("the plan of %s with hostile values is whole", (engine) => {
    for (const scenario of ["hostile", "keys", "long"]) {
      for (const part of renderComment(reportOf(planned("staging", fixturePlan(scenario, engine))))) {
        expectWhole(part, 1);
      }
    }
  });
});

test("An address of a run is a link if it looks like one, and a code otherwise", () => {
  const links = (runUrl: string) => parsed(renderComment({ ...reportOf(), origin: { runUrl } }).join("\n")).links;
  expect(links("https://github.com/example/platform/actions/runs/1")).toEqual([
    "https://github.com/example/platform/actions/runs/1",
  ]);
  for (const url of ["javascript:alert(1)", "https://example.com/a) [b](c", "https://example.com/<b>"])
    expect(links(url)).toEqual([]);
});

describe("a text from a plan", () => {
  const oneSpan = (markdown: string) => parsed(markdown).skeleton;

  test("is one span of code, also in a cell", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(oneSpan(codeSpan(text))).toEqual([
          "paragraph_open p",
          "inline",
          "code_inline code",
          "paragraph_close p",
        ]);
        const row = parsed(`| a |\n| -- |\n| ${cellCode(text)} |`).skeleton;
        expect(row.filter((token) => token.startsWith("td_open") || token.startsWith("code_inline"))).toEqual([
          "td_open td",
          "code_inline code",
        ]);
      }),
    );
  });

  test.each([
    ["plain", "`plain`"],
    ["a`b", "``a`b``"],
    ["`", "`` ` ``"],
    [" a ", "`  a  `"],
    ["", '`""`'],
    ["a|b", "`a|b`"],
    ["a\nb\u202e", "`a\\nb\\u202e`"],
  ])("%j is written as %s", (text, span) => {
    expect(codeSpan(text)).toBe(span);
  });

  test("is escaped between tags, and in longer fences than it has itself", () => {
    expect(htmlCode(`<a href="x">&'`)).toBe("<code>&lt;a href=&quot;x&quot;&gt;&amp;&#39;</code>");
    expect(cellCode("a|b")).toBe("`a\\u007cb`");
    expect(fence(["````", "x"], "diff")).toBe("`````diff\n````\nx\n`````");
  });
});
