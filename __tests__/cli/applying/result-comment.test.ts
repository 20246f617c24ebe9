import { renderResults, resultsText } from "../../../cli/applying/result-comment";
import type { StackResult } from "../../../cli/applying/result";

const results: readonly StackResult[] = [
  { kind: "applied", stack: "production-data", text: "1 added", warnings: [] },
  { kind: "unchanged", stack: "staging" },
  {
    kind: "failed",
    stack: "production",
    step: "apply",
    done: 3,
    of: 1200,
    diagnostics: [
      { severity: "error", summary: "No capacity", detail: "Try\nanother zone", address: "aws_vpc.network" },
    ],
  },
  { kind: "held", stack: "production-bootstrap" },
];

describe("what came of applying", () => {
  test("is a row for each stack, with what an engine said below", () => {
    expect(renderResults(results, { head: "0123456789abcdef" })).toBe(`### Apply: not done

| Stack | Result |
| :-- | :-- |
| \`production-data\` | \`applied: 1 added\` |
| \`staging\` | \`nothing to do\` |
| \`production\` | \`failed on the way, 3 of 1,200 done\` |
| \`production-bootstrap\` | \`not begun\` |

\`production\`

\`\`\`text
error: No capacity (aws_vpc.network)
  Try
  another zone
Some of it may be done. What is left says: npm run platform -- plan production
\`\`\`

commit \`012345678\``);
  });

  test("is done when nothing went wrong, though something is left for later", () => {
    const waiting: StackResult = { kind: "waiting", stack: "production-bootstrap", waitsFor: ["production"] };
    const text = renderResults([{ kind: "unchanged", stack: "production" }, waiting], {});
    expect(text).toContain("### Apply: done");
    expect(text).toContain("| `waits for production` |");
  });

  test("lets nothing of what an engine says break out of its fence", () => {
    const detail = "```\n</details> @everyone\u202e";
    const failed: StackResult = {
      kind: "failed",
      stack: "production",
      step: "plan",
      diagnostics: [{ severity: "error", summary: "bad", detail }],
    };
    expect(renderResults([failed], {})).toContain("\n````text\nerror: bad\n  ```\n  </details> @everyone\\u202e\n````");
  });

  test("stands in columns on a terminal", () => {
    expect(resultsText(results.slice(0, 2))).toBe("production-data  applied: 1 added\nstaging          nothing to do");
  });
});
