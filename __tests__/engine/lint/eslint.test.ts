import { execFileSync } from "node:child_process";
import { join } from "node:path";

type Case = readonly [name: string, file: string, text: string, expected: string | undefined];

const vpcMessage =
  "Import one resource: @cdktf/provider-aws/lib/vpc. The package's index costs seconds and a gigabyte.";
const synthCode =
  'import { Testing, type TerraformStack } from "cdktf";\nexport const x = (stack: TerraformStack): string => Testing.synth(stack);';

function bannedImport(module: string, message: string): Case {
  const expected = `no-restricted-imports: '${module}' import is restricted from being used by a pattern. ${message}`;
  return [`the import of ${module}`, "stacks/fault.ts", `export * from "${module}";`, expected];
}

function crossing(file: string, module: string, message: string): Case[] {
  const expected = `platform/boundaries: ${message}`;
  return [
    [`${file} importing ${module}`, file, `export * from "${module}";`, expected],
    [
      `${file} importing types from ${module}`,
      file,
      `import type * as o from "${module}";\nexport type O = typeof o;`,
      expected,
    ],
  ];
}

function bannedCall(method: string): Case {
  const code = `export function move(resource: { ${method}(to: string): void }): void {\n  resource.${method}("x");\n}`;
  const message = "It runs terraform at synth. Use moved, removed or importing of the base stack.";
  return [`a call of ${method}`, "stacks/fault.ts", code, `no-restricted-syntax: ${message}`];
}

const cases: readonly Case[] = [
  bannedImport("@cdktf/provider-aws", vpcMessage),
  bannedImport("@cdktf/provider-aws/lib", vpcMessage),
  bannedImport("cdktf/lib/terraform-stack", "Import from cdktf: its inside is not the same in its successor."),
  ...["moveTo", "moveToId", "moveFromId", "addMoveTarget", "importFrom"].map(bannedCall),
  ...crossing("config/cidr.ts", "../stacks/fault", "config/ may not import stacks/fault. It may import: nothing."),
  ...crossing("constructs/k3s/node.ts", "../../config", "constructs/ may not import config. It may import: nothing."),
  ...crossing(
    "constructs/k3s/node.ts",
    "../../cli/table",
    "constructs/ may not import cli/table. It may import: nothing.",
  ),
  ...crossing(
    "constructs/k3s/node.ts",
    "../../stacks/fault",
    "constructs/ may not import stacks/fault. It may import: nothing.",
  ),
  ...crossing(
    "stacks/fault.ts",
    "../policies",
    "stacks/ may not import policies. It may import: config, constructs, catalog.",
  ),
  ...crossing(
    "stacks/fault.ts",
    "../cli/table",
    "stacks/ may not import cli/table. It may import: config, constructs, catalog.",
  ),
  ...crossing(
    "catalog/index.ts",
    "../constructs/k3s/node",
    "catalog/ may not import constructs/k3s/node. It may import: config, constructs/gitops.",
  ),
  ...crossing(
    "policies/rule.ts",
    "../constructs/k3s/node",
    "policies/ may not import constructs/k3s/node. It may import: config, stacks.",
  ),
  [
    "cdktf in the catalog",
    "catalog/index.ts",
    'export { App } from "cdktf";',
    "no-restricted-imports: 'cdktf' import is restricted from being used by a pattern. The catalog is plain data: no cdktf in it.",
  ],
  [
    "any",
    "stacks/fault.ts",
    "export const x = (y: any): unknown => y;",
    "@typescript-eslint/no-explicit-any: Unexpected any. Specify a different type.",
  ],
  [
    "a cast",
    "stacks/fault.ts",
    "export const x = (y: unknown): string => y as string;",
    "@typescript-eslint/consistent-type-assertions: Do not use any type assertions.",
  ],
  [
    "a non-null assertion",
    "stacks/fault.ts",
    "export const x = (y: string | undefined): string => y!;",
    "@typescript-eslint/no-non-null-assertion: Forbidden non-null assertion.",
  ],
  [
    "a comment that switches lint off",
    "stacks/fault.ts",
    "// eslint-disable-next-line @typescript-eslint/no-explicit-any\nexport const x = (y: any): unknown => y;",
    "@typescript-eslint/no-explicit-any: Unexpected any. Specify a different type.",
  ],
  [
    "cdktf's own Testing.synth in a test, which neither prepares nor validates",
    "__tests__/stacks/guards.test.ts",
    synthCode,
    "no-restricted-syntax: It neither prepares nor validates. Use synthesize of __tests__/helpers.",
  ],
  ["`as const`", "stacks/fault.ts", 'export const x = ["a"] as const;', undefined],
  ["Testing.synth in the helper", "__tests__/helpers/synthesize.ts", synthCode, undefined],
];

const floating = "stacks/fault.ts: a promise nobody waits for";

describe("lint", () => {
  const results = new Map<string, readonly string[]>();

  beforeAll(() => {
    const texts = [...cases.map(([, file, text]) => [file, text]), ["stacks/fault.ts", "void 0;\nPromise.resolve(1);"]];
    const output = execFileSync(process.execPath, [join(__dirname, "..", "..", "helpers", "lint.js")], {
      input: JSON.stringify(texts),
    });
    const lists: unknown = JSON.parse(output.toString());
    if (!Array.isArray(lists)) throw new Error("lint.js printed no list");
    const names = [...cases.map(([name]) => name), floating];
    names.forEach((name, index) => results.set(name, [lists[index]].flat().map(String)));
  }, 60_000);

  test.each(cases.filter(([, , , expected]) => expected !== undefined))("finds %s", (name, _file, _text, expected) => {
    expect(results.get(name)).toContain(expected);
  });

  test.each(cases.filter(([, , , expected]) => expected === undefined))("lets %s pass", (name) => {
    expect(results.get(name)).toEqual([]);
  });

  test("finds a promise that nobody waits for", () => {
    expect(results.get(floating)?.join()).toContain("@typescript-eslint/no-floating-promises");
  });
});
