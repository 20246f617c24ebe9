import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readFolder } from "../../../cli/admit/read-folder";

const folder = mkdtempSync(join(tmpdir(), "platform-admit-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): string {
  const place = mkdtempSync(join(folder, "x-"));
  for (const [file, text] of Object.entries({ ...handedOver, ...files })) {
    mkdirSync(dirname(join(place, file)), { recursive: true });
    writeFileSync(join(place, file), text);
  }
  return place;
}

const manifest = (stacks: Readonly<Record<string, readonly string[]>>): string =>
  JSON.stringify({
    stacks: Object.fromEntries(Object.entries(stacks).map(([name, dependencies]) => [name, { dependencies }])),
  });

const handedOver = {
  "manifest.json": manifest({ a: [], b: ["a"] }),
  "stacks/a/cdk.tf.json": '{"output":{}}',
  "stacks/b/cdk.tf.json": "{}",
};

describe("readFolder", () => {
  test("reads the stacks and what comes before each", () => {
    expect(readFolder(write({}))).toEqual({
      stacks: [
        { name: "a", json: { output: {} } },
        { name: "b", json: {} },
      ],
      dependencies: new Map([
        ["a", []],
        ["b", ["a"]],
      ]),
    });
  });

  test.each([
    ["stacks/a/main.tf", 'a: "main.tf" may not be there: a stack is handed over as cdk.tf.json alone.'],
    [
      "stacks/a/cdk_override.tf.json",
      'a: "cdk_override.tf.json" may not be there: a stack is handed over as cdk.tf.json alone.',
    ],
    ["stacks/a/x.auto.tfvars", 'a: "x.auto.tfvars" may not be there: a stack is handed over as cdk.tf.json alone.'],
    [
      "stacks/a/.terraform.lock.hcl",
      'a: ".terraform.lock.hcl" may not be there: a stack is handed over as cdk.tf.json alone.',
    ],
    [
      "stacks/a/.terraform/modules/modules.json",
      'a: ".terraform" may not be there: a stack is handed over as cdk.tf.json alone.',
    ],
    ["stacks/a/CDK.TF.JSON", 'a: "CDK.TF.JSON" may not be there: a stack is handed over as cdk.tf.json alone.'],
    ["stacks/c/.terraformrc", 'c: ".terraformrc" may not be there: a stack is handed over as cdk.tf.json alone.'],
    [".terraformrc", '".terraformrc" has no place beside manifest.json and stacks.'],
    [
      "stacks/-chdir=x/cdk.tf.json",
      '"-chdir=x" is not a stack\'s name: small letters, digits and hyphens, at most 64.',
    ],
    ["stacks/A\n::x/cdk.tf.json", '"A\\n::x" is not a stack\'s name: small letters, digits and hyphens, at most 64.'],
    ["stacks/c", "c: it is not a folder."],
    ["stacks/c/x", 'c: "x" may not be there: a stack is handed over as cdk.tf.json alone.'],
  ])("refuses %j", (file, message) => {
    expect(readFolder(write({ [file]: "{}" }))).toContainEqual(message);
  });

  test("refuses links, of files and of folders", () => {
    const place = write({ "stacks/c/.keep": "" });
    rmSync(join(place, "stacks/c/.keep"));
    symlinkSync("/proc/self/environ", join(place, "stacks/c/cdk.tf.json"));
    symlinkSync(join(place, "stacks/a"), join(place, "stacks/d"));
    rmSync(join(place, "manifest.json"));
    symlinkSync("/proc/self/environ", join(place, "manifest.json"));
    expect(readFolder(place)).toEqual(["c: cdk.tf.json is not a file.", "d: it is not a folder."]);
    rmSync(join(place, "stacks/c"), { recursive: true });
    rmSync(join(place, "stacks/d"));
    expect(readFolder(place)).toEqual(["manifest.json is not a file."]);
  });

  test.each([
    ["{", "manifest.json is not JSON."],
    ['{"stacks":[]}', "manifest.json does not say which stacks come before which."],
    [manifest({ a: [] }), "manifest.json does not name the stacks that are there, and no others."],
    [manifest({ a: [], b: [], c: [] }), "manifest.json does not name the stacks that are there, and no others."],
    [manifest({ a: [], b: ["../a"] }), "manifest.json does not name the stacks that are there, and no others."],
  ])("refuses the manifest %j", (text, message) => {
    expect(readFolder(write({ "manifest.json": text }))).toEqual([message]);
  });

  test("refuses all that is wrong at once", () => {
    const place = write({ "stacks/a/cdk.tf.json": "[]", "stacks/b/cdk.tf.json": '{"a":1,"a":2}', x: "" });
    expect(readFolder(place)).toEqual([
      '"x" has no place beside manifest.json and stacks.',
      "a: cdk.tf.json is not an object.",
      'b: cdk.tf.json has the key "a" twice in one object.',
    ]);
  });

  const wanted =
    "Give a folder with nothing but copies of manifest.json and of stacks/<stack>/cdk.tf.json for every stack, as a synthesis writes them into cdktf.out.";

  test("refuses a folder that is not there, is none, or has no stacks, and says what belongs there", () => {
    const nowhere = join(folder, "nowhere");
    expect(readFolder(nowhere)).toEqual([`There is no ${nowhere}. ${wanted}`]);
    const place = write({ "other.txt": "" });
    expect(readFolder(join(place, "other.txt"))).toEqual([
      `${place}/other.txt is not a folder; a link to one is not followed. ${wanted}`,
    ]);
    rmSync(join(place, "stacks"), { recursive: true });
    expect(readFolder(place)).toEqual([
      '"other.txt" has no place beside manifest.json and stacks.',
      `There are no stacks in ${place}. ${wanted}`,
    ]);
    rmSync(join(place, "manifest.json"));
    expect(readFolder(place)).toEqual([`${place} has no manifest.json and no stacks. ${wanted}`]);
  });

  test("refuses in one sentence a folder in which stacks were planned", () => {
    const left = { "stacks/a/.terraform/x": "", "stacks/b/.terraform/x": "", "plans/report.json": "{}" };
    const place = write({ ...left, "stacks/b/.terraform.lock.hcl": "" });
    expect(readFolder(place)).toEqual([
      `${place} was planned in, which left "plans", ".terraform", ".terraform.lock.hcl" there. ${wanted}`,
    ]);
    expect(readFolder(write({ ...left, "stacks/a/x.auto.tfvars": "" }))).toContainEqual(
      'a: ".terraform", "x.auto.tfvars" may not be there: a stack is handed over as cdk.tf.json alone.',
    );
  });
});
