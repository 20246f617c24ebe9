import { DataResource } from "cdktf";
import { synthesize, testStack } from "../helpers/synthesize";
import { compareProtected, danglingProtections, protectedAddresses, type Removals } from "../../stacks/protected";
import { formatList } from "../../stacks/protected-list";

function removals(stacks: Record<string, string>, addresses: Record<string, Record<string, string>>): Removals {
  const file = (stack: string) => (stack === "github" ? undefined : `environments/${stack.replace(/-data$/, "")}.yaml`);
  return { stacks, addresses: (stack) => addresses[stack.replace(/-data$/, "")] ?? {}, file };
}
const none = removals({}, {});
const list = { staging: ["terraform_data.a", "terraform_data.b"] };

describe("protected addresses", () => {
  test("are those with prevent_destroy and those that the stack names", () => {
    const stack = testStack();
    new DataResource(stack, "kept", { lifecycle: { preventDestroy: true } });
    new DataResource(stack, "plain");
    new DataResource(stack, "machine");
    stack.protect('terraform_data.machine["server-2"]');
    stack.protect('terraform_data.machine["server-1"]');
    stack.protect("terraform_data.kept");
    expect(protectedAddresses(synthesize(stack).stack, stack.namedProtected)).toEqual([
      "terraform_data.kept",
      'terraform_data.machine["server-1"]',
      'terraform_data.machine["server-2"]',
    ]);
  });

  test("must name a resource of the stack", () => {
    const stack = testStack();
    new DataResource(stack, "machine");
    const names = ['terraform_data.machine["a"]', 'terraform_data.machines["b"]', "module.vpc.aws_vpc.this"];
    expect(danglingProtections(synthesize(stack).stack, names)).toEqual([
      'test: terraform_data.machines["b"] is protected, but the stack has no such resource.',
    ]);
  });

  test("agree with the list when nothing changed", () => {
    expect(compareProtected(list, list, none)).toEqual([]);
  });

  test("must not vanish unannounced", () => {
    expect(compareProtected(list, { staging: ["terraform_data.b"] }, none)).toEqual([
      `environments/protected.json  staging: terraform_data.a is protected and gone from the stack; the next deploy would destroy it.
  fix  put it back into environments/staging.yaml.
  or   write into environments/staging.yaml  removals: { 'terraform_data.a': "…" }`,
    ]);
  });

  test("must not vanish together, and what to write is one map", () => {
    expect(compareProtected(list, { staging: [] }, none).join("\n")).toContain(
      `  or   write into environments/staging.yaml  removals: { 'terraform_data.a': "…", 'terraform_data.b': "…" }`,
    );
  });

  test("must not vanish from a stack of the organization, which has no file to excuse it in", () => {
    expect(compareProtected({ github: ["github_repository.a"] }, { github: [] }, none)).toEqual([
      `environments/protected.json  github: github_repository.a is protected and gone from the stack; the next deploy would destroy it.
  fix  put it back.`,
    ]);
  });

  test("are not named as removed while they are there, or a later deletion would pass", () => {
    const announced = removals({ staging: "moved" }, { staging: { "terraform_data.a": "replaced", other: "gone" } });
    expect(compareProtected(list, list, announced)).toEqual([
      "environments/organization.yaml  removals.staging: the stack is there, so nothing is removed. Delete this line.",
      'environments/staging.yaml  removals["terraform_data.a"]: is in the stack, so nothing is removed. Delete this line.',
    ]);
  });

  test("may move to another stack of their environment", () => {
    const announced = removals({}, { staging: { "terraform_data.a": "moved to staging-data" } });
    const now = { staging: ["terraform_data.b"], "staging-data": ["terraform_data.a"] };
    expect(compareProtected({ ...list, "staging-data": ["terraform_data.a"] }, now, announced)).toEqual([]);
    expect(compareProtected(now, now, announced)).toEqual([
      'environments/staging.yaml  removals["terraform_data.a"]: is in the stack, so nothing is removed. Delete this line.',
    ]);
  });

  test("may vanish when the environment says why", () => {
    const announced = removals({}, { staging: { "terraform_data.a": "replaced by b" } });
    expect(compareProtected(list, { staging: ["terraform_data.b"] }, announced)).toEqual([]);
  });

  test("take their whole stack along only when the organization says why", () => {
    expect(compareProtected(list, {}, none)).toEqual([
      'environments/protected.json  staging: the stack is gone, and with it 2 protected resources (terraform_data.a, terraform_data.b). Put environments/staging.yaml back, or name "staging" with the reason under "removals" in environments/organization.yaml. A file under a new name is a new environment: the key of its state is the name, so what runs would stay with the old one.',
    ]);
    expect(compareProtected(list, {}, removals({ staging: "moved to the cloud" }, {}))).toEqual([]);
  });

  test("take a stack along that is no environment: there is no file of its name to put back", () => {
    expect(compareProtected({ "staging-data": ["a.b"] }, {}, none)).toEqual([
      'environments/protected.json  staging-data: the stack is gone, and with it 1 protected resource (a.b). Put it back, or name "staging-data" with the reason under "removals" in environments/organization.yaml.',
    ]);
  });

  test("must be in the list, and the fix is a command", () => {
    expect(compareProtected({}, { staging: ["terraform_data.a"] }, none)).toEqual([
      "environments/protected.json  staging: terraform_data.a is protected and not in the list. Run: npm run platform -- protect",
    ]);
  });

  test("are written sorted, without stacks that have none", () => {
    expect(formatList({ b: ["y", "x"], a: [], c: ["z"] })).toBe(
      '{\n  "b": [\n    "x",\n    "y"\n  ],\n  "c": [\n    "z"\n  ]\n}\n',
    );
  });
});
