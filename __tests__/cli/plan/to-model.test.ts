import { countsOf } from "../../../cli/plan/counts";
import type { ResourceChange } from "../../../cli/plan/model";
import { parsePlan } from "../../../cli/plan/parse";
import { modelOf } from "../../../cli/plan/to-model";
import { countsText, remarks } from "../../../cli/plan/words";
import { SynthesizedStack } from "../../../stacks/synthesized-stack";
import { engines, fixture, plannedConfiguration, scenarioNames } from "../../fixtures/plans/fixtures";
import { resourceJson } from "./changes";
import { fixturePlan } from "./fixture-plans";

const told = ({ action, address, ...rest }: ResourceChange) =>
  [
    action,
    address,
    ...remarks({ action, address, ...rest }).map(({ text, value }) => `(${[text, value ?? ""].join(" ").trim()})`),
  ].join(" ");

describe.each(engines)("a plan of %s", (engine) => {
  const resources = (scenario: string) => fixturePlan(scenario, engine).resources.map(told);

  test("says what moves, and what changes as it moves", () => {
    expect(resources("move")).toEqual(expect.arrayContaining(["none vault_mount.secrets (was vault_mount.old)"]));
    expect(resources("move-update")).toEqual(
      expect.arrayContaining(["update vault_mount.secrets (was vault_mount.old)"]),
    );
  });

  test("says what is imported, and from where", () => {
    expect(resources("import")).toEqual([
      "update vault_mount.certificates (imported from certificates)",
      "none vault_mount.secrets (imported from secrets)",
    ]);
  });

  test("says what is forgotten by its actions: its reason is that of something deleted", () => {
    expect(resources("forget")).toEqual(["forget vault_mount.secrets (stays in the cloud)"]);
    expect(fixturePlan("forget", engine).resources[0]).not.toHaveProperty("reason");
  });

  test("says what is left over from a replacement", () => {
    expect(resources("deposed")).toEqual([
      expect.stringMatching(/^delete kubernetes_config_map.settings \(left over from a replacement \w+\)/),
    ]);
  });

  test("says why something is replaced, which comes first, and that it holds data", () => {
    expect(resources("replace-delete-first")[0]).toBe(
      "replace aws_eks_cluster.cluster (holds data) (can't be changed in place)",
    );
    expect(resources("replace-create-first")[0]).toBe(
      "replace kubernetes_config_map.settings (the new one first) (can't be changed in place)",
    );
    expect(resources("replace-reasons").map((line) => line.replace(/^.*?\(/, "("))).toEqual([
      "(asked for with -replace)",
      "(marked as damaged (tainted))",
      "(replace_triggered_by)",
      "update terraform_data.revision",
    ]);
  });

  test("says which construct made what", () => {
    const [first] = fixturePlan("forget", engine).resources;
    expect(first?.construct).toBeUndefined();
    expect(fixturePlan("update", engine).resources.map(({ construct }) => construct)).toContain("staging/data/key");
    const each = fixturePlan("keys", engine).resources.filter(({ address }) =>
      address.startsWith("terraform_data.each["),
    );
    expect(each.length).toBeGreaterThan(5);
    for (const { construct } of each) expect(construct).toBe("staging/each");
  });

  test("says of an output that only its mark changes", () => {
    const [output] = fixturePlan("outputs", engine).outputs.filter(({ name }) => name === "turns_sensitive");
    expect(output).toEqual({
      name: "turns_sensitive",
      action: "update",
      attributes: [{ path: [], before: { kind: "sensitive" }, after: { kind: "sensitive" }, only: "sensitivity" }],
    });
  });

  test("says which conditions did not pass, each of their messages once", () => {
    expect(fixturePlan("checks", engine).checks).toEqual([
      {
        address: "check.two_zones",
        status: "fail",
        messages: [
          "An even number of replicas has no majority.",
          "Only 2 replicas: `one` zone is <b>enough</b> to lose.",
        ],
      },
    ]);
  });

  test("is not complete when planning failed on the way", () => {
    expect(fixturePlan("errored", engine).complete).toBe(false);
    expect(fixturePlan("update", engine).complete).toBe(true);
  });

  test("has nothing to say when nothing changes", () => {
    expect(fixturePlan("no-changes", engine)).toMatchObject({ resources: [], drift: [], outputs: [], checks: [] });
  });
});

test.each(scenarioNames)("Both engines' plans of a scenario come to the same: %s", (scenario) => {
  const [terraform, tofu] = engines.map((engine) => countsText(countsOf([fixturePlan(scenario, engine)])));
  expect(tofu).toBe(terraform);
});

describe("what holds data", () => {
  const stack = new SynthesizedStack("staging", plannedConfiguration("delete"));
  const holding = (kept: readonly string[]) =>
    modelOf(parsePlan(fixture("terraform", "delete")), stack, kept)
      .resources.filter(({ holdsData }) => holdsData)
      .map(({ address }) => address);

  test("is known by its type", () => {
    expect(holding([])).toEqual(["aws_kms_key.data", "aws_s3_bucket.backups"]);
  });

  test("is known by the committed list too, by its address or that of all its instances", () => {
    expect(holding(["terraform_data.single", "terraform_data.each"])).toEqual([
      "aws_kms_key.data",
      "aws_s3_bucket.backups",
      'terraform_data.each["b"]',
      "terraform_data.single",
      'terraform_data.single["only"]',
    ]);
  });
});

test("What an engine puts off is said with its reason", () => {
  const change = resourceJson("aws_vpc.network", { actions: ["create"] });
  const text = JSON.stringify({
    format_version: "1.2",
    complete: false,
    deferred_changes: [{ reason: "instance_count_unknown", resource_change: change }],
  });
  expect(modelOf(parsePlan(text), new SynthesizedStack("staging", "{}"))).toMatchObject({
    complete: false,
    deferred: [{ address: "aws_vpc.network", type: "aws_vpc", action: "create", reason: "instance_count_unknown" }],
  });
});

test("What an engine puts off holds data by its type, or since the stack protects it", () => {
  const resource_change = (address: string) => resourceJson(address, { actions: ["delete"] });
  const text = JSON.stringify({
    format_version: "1.2",
    deferred_changes: ["aws_s3_bucket.data", "aws_vpc.kept", "aws_vpc.other"].map((address) => ({
      reason: "instance_count_unknown",
      resource_change: resource_change(address),
    })),
  });
  const { deferred } = modelOf(parsePlan(text), new SynthesizedStack("staging", "{}"), ["aws_vpc.kept"]);
  expect(deferred.map(({ address, holdsData }) => [address, holdsData])).toEqual([
    ["aws_s3_bucket.data", true],
    ["aws_vpc.kept", true],
    ["aws_vpc.other", undefined],
  ]);
});

test("A plan with actions that nobody knows is refused, and says where", () => {
  const text = JSON.stringify({
    format_version: "1.2",
    resource_changes: [resourceJson("a.b", { actions: ["melt"] })],
  });
  expect(() => modelOf(parsePlan(text), new SynthesizedStack("staging", "{}"))).toThrow(
    'a.b: the plan has the actions "melt", which this version of the platform doesn\'t know.',
  );
});
