import { join } from "node:path";
import { Clone } from "../../helpers/clone";

const PARTS = ["bench", "catalog", "cli", "config", "constructs", "environments", "policies", "stacks", "__tests__"];
const FILES = ["eslint.config.js", "jest.config.js", "jest.transform.js", "main.ts", "package.json", "tsconfig.json"];
const FORMAT = [".prettierrc.json", ".prettierignore"];

let clone: Clone;
afterEach(() => clone.dispose());

test("a new component compiles, keeps to the rules of style, and its test passes", () => {
  clone = new Clone([...PARTS, ...FILES, ...FORMAT]);
  const files = ["catalog/components/new-metrics.ts", "__tests__/catalog/components/new-metrics.test.ts"];
  const made = clone.platform(
    ...["new", "component", "new-metrics", "--summary", "Counts what pods use.", "--group", "observability"],
    ...[
      "--repository",
      "https://charts.example.org/a-path-that-is-as-long-as-that-of-a-real-repository-may-be/one-day",
    ],
  );
  expect(made).toMatchObject({ code: 0, stderr: "" });
  const changed = [...files, "catalog/index.ts"];
  const tool = (name: string, ...args: readonly string[]) => {
    const { code, stdout, stderr } = clone.run(process.execPath, [join("node_modules", name), ...args]);
    return { name, code, output: code === 0 ? "" : stdout + stderr };
  };
  const checks: readonly (readonly [string, ...string[]])[] = [
    ["typescript/bin/tsc", "--noEmit"],
    ["eslint/bin/eslint.js", ...changed],
    ["prettier/bin/prettier.cjs", "--check", ...changed],
    ["jest/bin/jest.js", ...files.slice(1)],
  ];
  for (const [name, ...args] of checks) expect(tool(name, ...args)).toEqual({ name, code: 0, output: "" });
}, 300_000);
