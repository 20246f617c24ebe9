import { join } from "node:path";
import { renderComment } from "../../../../cli/plan/markdown/comment";
import { renderTerminal } from "../../../../cli/plan/terminal/render";
import { repository } from "../../../../cli/root";
import { examples, type Example } from "./cases";
import { page } from "./page";

/** Where the examples lie. */
export const folder = join(repository, "docs", "examples");

/** The files of all examples, by name. */
export function exampleFiles(): ReadonlyMap<string, string> {
  return new Map([["README.md", readme()], ...examples.flatMap(filesOf)]);
}

/** The names of the pages. */
export const pageNames = examples.map(({ name }) => `plan-${name}.html`);

/** Ten thousand changes are no use in a terminal, and what is refused is never planned there. */
function onTerminal(name: string): boolean {
  return name !== "large" && name !== "refused";
}

function filesOf({ name, about, report }: Example): [string, string][] {
  const parts = renderComment(report).slice(0, 1);
  const terminal = onTerminal(name) ? [`plan-${name}.txt`] : [];
  return [
    [`plan-${name}.md`, `${parts.join("\n")}\n`],
    [`plan-${name}.html`, page(about, parts)],
    ...terminal.map((file): [string, string] => [file, `${renderTerminal(report, false)}\n`]),
  ];
}

function readme(): string {
  const rows = examples.map(({ name, about }) => {
    const terminal = onTerminal(name) ? `[text](plan-${name}.txt)` : "–";
    return `| ${about} | [Markdown](plan-${name}.md) | [page](plan-${name}.html) | ${terminal} |`;
  });
  return `# How plans look

What a pull request shows of plans, and what a terminal does. The plans are those that real engines make of the scenarios in
\`__tests__/fixtures/plans/\`. \`npm run examples\` writes these files, and a test fails when one is stale.

The pages show the Markdown much as GitHub does, light and dark, on a phone too: open them from a clone.

| Example | On GitHub | Drawn | On a terminal |
|---|---|---|---|
${rows.join("\n")}
`;
}
