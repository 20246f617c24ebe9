const { dirname, relative, resolve, sep } = require("node:path");
const tseslint = require("typescript-eslint");

/**
 * Who may import whom (docs: the way of data goes from environments/ to the right and never back). What is not
 * named may not be imported; tests and main.ts stand outside.
 */
const mayImport = {
  config: [],
  constructs: [],
  catalog: ["config", "constructs/gitops"],
  stacks: ["config", "constructs", "catalog"],
  policies: ["config", "stacks"],
  cli: ["config", "constructs", "catalog", "stacks", "policies", "bench", "main"],
  bench: ["main", "config", "catalog", "stacks"],
};

/** Reports an import from one folder of the house into another that it may not know. */
const boundaries = {
  meta: {
    type: "problem",
    messages: { forbidden: "{{from}}/ may not import {{to}}. It may import: {{allowed}}." },
    schema: [],
  },
  create(context) {
    const from = relative(context.cwd, context.filename).split(sep)[0];
    const allowed = mayImport[from];
    const check = ({ source }) => {
      if (!allowed || typeof source?.value !== "string" || !source.value.startsWith(".")) return;
      const to = relative(context.cwd, resolve(dirname(context.filename), source.value))
        .split(sep)
        .join("/");
      const within = (folder) => to === folder || to.startsWith(`${folder}/`);
      if (within(from) || allowed.some(within)) return;
      context.report({
        node: source,
        messageId: "forbidden",
        data: { from, to, allowed: allowed.join(", ") || "nothing" },
      });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};

const wholeProvider = {
  regex: "^@cdktf/provider-[^/]+(/lib(/index)?)?$",
  message: "Import one resource: @cdktf/provider-aws/lib/vpc. The package's index costs seconds and a gigabyte.",
};
const insideCdktf = {
  regex: "^cdktf/lib/",
  message: "Import from cdktf: its inside is not the same in its successor.",
};
const anyCdktf = { regex: "^(cdktf|constructs)(/|$)|^@cdktf/", message: "The catalog is plain data: no cdktf in it." };

const runsTerraform = {
  selector: "CallExpression[callee.property.name=/^(moveTo|moveToId|moveFromId|addMoveTarget|importFrom)$/]",
  message: "It runs terraform at synth. Use moved, removed or importing of the base stack.",
};
const unpreparedSynth = {
  selector: "MemberExpression[object.name='Testing'][property.name=/^(synth|fullSynth|synthScope)$/]",
  message: "It neither prepares nor validates. Use synthesize of __tests__/helpers.",
};

module.exports = tseslint.config(
  { ignores: ["node_modules/", "cdktf.out/", "coverage/", "imports/"] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    plugins: { platform: { rules: { boundaries } } },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    rules: {
      "platform/boundaries": "error",
      "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "never" }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": "off",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", destructuredArrayIgnorePattern: "^_" },
      ],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "no-restricted-imports": ["error", { patterns: [wholeProvider, insideCdktf] }],
      "no-restricted-syntax": ["error", runsTerraform, unpreparedSynth],
    },
  },
  {
    files: ["catalog/**/*.ts"],
    rules: { "no-restricted-imports": ["error", { patterns: [wholeProvider, insideCdktf, anyCdktf] }] },
  },
  {
    files: ["__tests__/**/*.ts"],
    rules: {
      // Jest's matchers are typed any: expect.stringContaining(…) stands where a string is expected.
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-return": "off",
    },
  },
  {
    files: ["__tests__/helpers/**/*.ts"],
    rules: { "no-restricted-syntax": ["error", runsTerraform] },
  },
);
