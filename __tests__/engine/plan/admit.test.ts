import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readJson } from "../../../cli/admit/read-json";
import { counts } from "../../../cli/admit/rules/counts";
import { dataSources } from "../../../cli/admit/rules/data-sources";
import { functions } from "../../../cli/admit/rules/functions";
import { conditions } from "../../../cli/admit/rules/conditions";
import { impliedProviders } from "../../../cli/admit/rules/implied-providers";
import { secrets } from "../../../cli/admit/rules/secrets";
import type { AdmissionRule } from "../../../cli/admit/subject";
import { diagnosticsOf } from "../../../cli/planning/diagnostics";
import { describeEngines } from "../../helpers/engines";
import type { JsonObject } from "../../../stacks/synthesized-stack";

const SECRET = "what-the-runner-knows";

/** Ways to write a call, each of which some reader might take for something else. */
const CALLS = [
  "file(FILE)",
  "file (FILE)",
  "file\n\t(FILE)",
  "core::file(FILE)",
  "core :: file (FILE)",
  "file/**/(FILE)",
  "file # (\n(FILE)",
];

/** Ways to write an expression around a call. */
const AROUND = [
  "${CALL}",
  "${~ CALL ~}",
  "a ${CALL} b",
  '${upper("${lower(CALL)}") == "" ? 1 : CALL}',
  '${"\\"}${CALL}"}',
  '${"$${"}${CALL}',
  '${"a" == "}" ? "" : CALL}',
  "${{ a = CALL }.a}",
  "${[for x in [CALL] : x][0]}",
  "%{ if true }${CALL}%{ endif }",
  '%{ if CALL != "" }WHAT-the-runner-knows%{ endif }',
  "%{ for x in [CALL] }${x}%{ endfor }",
  "${<<EOT\n${CALL}\nEOT\n}",
  "$\n${CALL}",
  "%\n${CALL}",
  "\u{feff}${CALL}",
  "\\${CALL}",
];

/** Ways to write a variable, some of which engines take. */
const VARIABLES = [
  "var.token",
  "var . token",
  "var.\n\ttoken",
  "(var.token)",
  '"${var.token}"',
  'var["token"]',
  "(var).token",
  "var[*].token",
  "var.*.token",
  "{ for name, value in var : name => value }.token",
  'local["held"]',
];

/** What tells the first letter of a secret, by a value without its marks. */
const TELLING = ['${can(regex("^w", SECRET))}', '${try(regex("^x", SECRET), true)}'];

/** What fails, and says of what: letters of a secret, between others. */
const FAILING = [
  "cidrhost(SPACED, 1)",
  'timeadd(SPACED, "1h")',
  "parseint(SPACED, 10)",
  'regex(format("(%s", SPACED), "a")',
  "lookup({ a = 1 }, SPACED)",
  'textencodebase64("a", SPACED)',
  'uuidv5(SPACED, "a")',
  "{ for x in [1, 2] : SPACED => x }",
  "tonumber(SPACED)",
  "jsondecode(SPACED)",
  "yamldecode(SPACED).x",
  "{ a = 1 }[SPACED]",
  "tomap({ a = 1 })[SPACED]",
  "[for x in SPACED : x]",
  "SPACED.x",
  "SPACED + 1",
];

/** Every run of up to four signs before a brace. */
const SIGNS = ["$", "%"].flatMap((first) => runs([first], 3));

function runs(of: readonly string[], more: number): readonly string[] {
  return more === 0
    ? of
    : [
        ...of,
        ...runs(
          of.flatMap((run) => [`${run}$`, `${run}%`]),
          more - 1,
        ),
      ];
}

describeEngines("what may be planned", (engine) => {
  const folder = mkdtempSync(join(tmpdir(), "platform-admit-"));
  const secret = join(folder, "environ");
  writeFileSync(secret, SECRET);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What the engine says of a stack that has nothing but this. */
  function plan(files: Readonly<Record<string, string>>): string {
    const place = mkdtempSync(join(folder, "stack-"));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(place, name), text);
    const { stdout, stderr } = engine.run(place, ["plan", "-no-color", "-input=false", "-lock=false"]);
    return (stdout + stderr).toLowerCase();
  }

  const written = (text: string): string => text.replaceAll("FILE", JSON.stringify(secret));
  const output = (value: unknown): JsonObject => ({ output: { x: { value } } });
  const refusals = (rule: AdmissionRule, json: JsonObject): readonly unknown[] =>
    rule({ stack: { name: "x", json }, base: undefined, bases: [], locked: undefined }).map(({ value }) => value);
  const isRefused = (json: JsonObject): boolean => refusals(functions, json).length > 0;

  test("every expression that shows a file of the runner is refused", () => {
    const texts = [
      ...CALLS.map((call) => `\${${call}}`),
      ...AROUND.map((around) => around.replaceAll("CALL", "file(FILE)")),
      ...SIGNS.flatMap((signs) => [
        `${signs}{file(FILE)}`,
        `\${"${signs}{file(FILE)}"}`,
        `a${signs}{ "\${file(FILE)}" }`,
      ]),
    ].map(written);
    const shown = texts.filter((text) => plan({ "cdk.tf.json": JSON.stringify(output(text)) }).includes(SECRET));
    expect(shown.length).toBeGreaterThan(20);
    expect(shown.filter((text) => !isRefused(output(text)))).toEqual([]);
  });

  test("a file that is read in a key is refused", () => {
    const json = { locals: { x: { [written("${file(FILE)}")]: 1 } }, ...output("${keys(local.x)[0]}") };
    expect(plan({ "cdk.tf.json": JSON.stringify(json) })).toContain(SECRET);
    expect(isRefused(json)).toBe(true);
  });

  test("a key that is there twice means both to the engine, and is refused", () => {
    const text = '{"output":{"x":{"value":"one"}},"output":{"y":{"value":"two"}}}';
    const said = plan({ "cdk.tf.json": text });
    expect(said).toContain('+ x = "one"');
    expect(said).toContain('+ y = "two"');
    expect(readJson(Buffer.from(text)).ok).toBe(false);
  });

  test.each<[string, (block: unknown) => unknown]>([
    ["objects", (block) => ({ terraform_remote_state: { x: block } })],
    ["lists at every level", (block) => [{ terraform_remote_state: [{ x: [block] }] }]],
  ])("a state that is read by blocks as %s is refused", (_shape, data) => {
    const state = join(folder, "terraform.tfstate");
    const outputs = { token: { value: SECRET, type: "string" } };
    writeFileSync(
      state,
      JSON.stringify({ version: 4, terraform_version: "1.11.4", serial: 1, lineage: "x", outputs, resources: [] }),
    );
    const block = { backend: "local", config: { path: state } };
    const json = { ...output("${data.terraform_remote_state.x.outputs.token}"), data: data(block) };
    expect(plan({ "cdk.tf.json": JSON.stringify(json) })).toContain(SECRET);
    expect(refusals(dataSources, json)).toEqual([block]);
  });

  test("a provider comes by the name of a data source alone, and is refused", () => {
    const json = { data: { external: { x: { program: ["env"] } } } };
    const place = mkdtempSync(join(folder, "stack-"));
    writeFileSync(join(place, "cdk.tf.json"), JSON.stringify(json));
    const { stdout } = engine.run(place, ["providers"]);
    expect(stdout).toContain("/hashicorp/external]");
    expect(refusals(impliedProviders, json)).toEqual(["external"]);
  });

  test("files beside a stack's change what is planned, so none is taken", () => {
    const said = plan({
      "cdk.tf.json": JSON.stringify({ ...output("${var.x}"), variable: { x: { default: "one" } } }),
      "x.auto.tfvars": 'x = "two"',
      "more.tf": 'output "y" { value = "three" }',
      "cdk_override.tf.json": JSON.stringify({ output: { x: { value: "${var.x}-four" } } }),
    });
    expect(said).toContain('+ x = "two-four"');
    expect(said).toContain('+ y = "three"');
  });

  describe.each([
    ["sensitive", { sensitive: true }],
    ["ephemeral", { sensitive: true, ephemeral: true }],
  ])("of a variable that is %s", (_marks, marks) => {
    const variable = { token: { type: "string", default: SECRET, ...marks } };
    /** A main that declares the variable, and nothing else. */
    const beside = (json: JsonObject) => ({
      stack: { name: "x", json },
      base: undefined,
      bases: [{ name: "main", json: { variable } }],
      locked: undefined,
    });

    test.each(TELLING)("%s tells a letter, and is refused", (telling) => {
      const json = { variable, ...output(telling.replace("SECRET", "var.token")) };
      expect(plan({ "cdk.tf.json": JSON.stringify(json) })).toContain("+ x = true");
      expect(functions(beside(json))).toHaveLength(1);
      expect(secrets(beside(json))).toHaveLength(1);
    });

    test("every way to write it that shows something is found", () => {
      const texts = VARIABLES.map((written) => `\${can(regex("^w", ${written}))}`);
      const jsonOf = (text: string) => ({ variable, locals: { held: "${var.token}" }, ...output(text) });
      const shown = texts.filter((text) =>
        plan({ "cdk.tf.json": JSON.stringify(jsonOf(text)) }).includes("+ x = true"),
      );
      expect(shown.length).toBeGreaterThan(2);
      expect(shown.filter((text) => !secrets(beside(jsonOf(text))).some(({ value }) => value === text))).toEqual([]);
    });
  });

  test("what failed with a sensitive value is not shown, of stacks that were handed over", () => {
    const spaced = 'join("-", split("", terraform_data.secret.output))';
    const state = join(folder, "failing");
    const resource = { terraform_data: { secret: { input: `\${sensitive("${SECRET}")}` } } };
    const place = mkdtempSync(join(folder, "stack-"));
    const write = (json: JsonObject) => {
      writeFileSync(join(place, "cdk.tf.json"), JSON.stringify(json));
    };
    write({ terraform: { backend: { local: { path: state } } }, resource });
    engine.succeed(place, ["init", "-input=false"]);
    engine.succeed(place, ["apply", "-input=false", "-auto-approve"]);
    const typed = { engine: { name: engine.name, program: engine.name }, typed: "x" } as const;
    const told = FAILING.map((failing) => {
      write({
        terraform: { backend: { local: { path: state } } },
        resource,
        locals: { x: `\${${failing.replace("SPACED", spaced)}}` },
        output: { x: { value: "${local.x}", sensitive: true } },
      });
      const { stdout, stderr } = engine.run(place, ["plan", "-input=false", "-json"]);
      const run = { status: 1, stdout, stderr };
      return [diagnosticsOf(run, typed), diagnosticsOf(run, { ...typed, handedOver: true })].map((all) =>
        JSON.stringify(all),
      );
    });
    expect(told.filter(([before]) => before?.includes("w-h-a-t")).length).toBeGreaterThan(6);
    expect(told.filter(([, after]) => after?.includes("w-h-a-t"))).toEqual([]);
  });

  test("a check and a number tell what is sensitive, and are refused", () => {
    const variable = { token: { type: "string", default: SECRET, sensitive: true } };
    const asked = '${startswith(var.token, "w") ? 2 : 3}';
    const json = {
      variable,
      resource: { terraform_data: { x: { count: asked } } },
      check: { letter: { assert: [{ condition: '${!startswith(var.token, "w")}', error_message: "It is." }] } },
    };
    const said = plan({ "cdk.tf.json": JSON.stringify(json) });
    expect(said).toContain("2 to add");
    expect(said).toContain("check block assertion failed");
    expect(refusals(conditions, json)).toEqual([json.check.letter]);
    expect(refusals(counts, json)).toEqual([asked]);
  });

  test("a program of a provisioner does not run while it is planned", () => {
    const ran = join(folder, "ran");
    const provisioner = { "local-exec": { command: `touch ${ran}` } };
    const said = plan({ "cdk.tf.json": JSON.stringify({ resource: { terraform_data: { x: { provisioner } } } }) });
    expect(said).toContain("1 to add");
    expect(existsSync(ran)).toBe(false);
  });

  test("a block in other letters is none to the engine, either", () => {
    expect(plan({ "cdk.tf.json": JSON.stringify({ Output: { x: { value: 1 } } }) })).toContain(
      "extraneous json object property",
    );
  });
});
