import { catalog } from "../../catalog";
import { CONTROLS } from "../../constructs/k3s/hardening";
import { secretNames, secretVariables } from "../../stacks/variables";
import { page, tableBelow } from "./markdown";

const code = (text: string): string => `\`${text}\``;

test("docs/secrets.md lists every secret variable, in the words of the code, and no other", () => {
  const rows = tableBelow(page("docs/secrets.md"), "## The variables").map(([name, what]) => [name, what]);
  expect(rows).toEqual(secretNames.map((name) => [code(`TF_VAR_${name}`), secretVariables[name].description]));
});

test("the guide of staging has the hardening as the code has it", () => {
  const rows = tableBelow(page("docs/guides/staging-k3s.md"), "## The hardening");
  expect(rows).toEqual(CONTROLS.map(({ check, setting, file, role }) => [check, code(setting), code(file), role]));
});

test("the catalog's page has every component with what it brings, its chart and what it needs", () => {
  const rows = tableBelow(page("docs/catalog/README.md"), "# The catalog");
  expect(rows).toEqual(
    catalog.map(({ name, group, summary, chart, dependsOn }) => [
      code(name),
      `[${group}](${group}.md)`,
      summary.replace(/\.$/, ""),
      chart?.name ?? "–",
      Object.keys(dependsOn).map(code).join(", ") || "–",
    ]),
  );
});
