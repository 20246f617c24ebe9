import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { secrets } from "../../fixtures/plans/scenarios/sensitive";
import { exampleFiles, folder } from "./examples/files";
import { page } from "./examples/page";

describe("the examples of how plans look", () => {
  const files = exampleFiles();

  test("are all there, and no other", () => {
    expect(readdirSync(folder).sort()).toEqual([...files.keys()].sort());
  });

  test.each([...files.keys()])("are fresh, or npm run examples makes them so: %s", (name) => {
    expect(readFileSync(join(folder, name), "utf8") === files.get(name)).toBe(true);
  });

  test("show none of the secrets in their plans", () => {
    const shown = [...files.values()].join("\n");
    for (const secret of Object.values(secrets)) expect(shown.includes(secret)).toBe(false);
  });
});

test("A page has no HTML that GitHub would take out", () => {
  expect(() => page("x", ["<script>alert(1)</script>"])).toThrow("x: this HTML can't be shown: <script>, </script>");
  expect(() => page("x", ["<details>\n\nopen"])).toThrow("x: this HTML can't be shown: details");
});
