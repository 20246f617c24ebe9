import { reportOf } from "../../../cli/planning/to-report";
import { readPlan } from "../../../cli/planning/reading";
import type { PlannedOutcome } from "../../../cli/planning/outcome";
import type { PlannedStack } from "../../../cli/plan/report";
import type { PlanJson } from "../../../cli/plan/plan-json";
import { SynthesizedStack } from "../../../stacks/synthesized-stack";
import { k3sEnvironment, platformOf } from "../../helpers/environments";
import { planJson, resource } from "../plan/redact/plans";
import { stackOf } from "./fake-engine";

const SECRET = "c0rrect-horse-77";
const OTHER = "battery-staple-88";

const at = (key: string) => ({
  ...resource({ actions: ["create"], after: { a: key } }),
  address: `terraform_data.a["${key}"]`,
});

/** The report of some stacks that were planned together. */
function reported(plans: Readonly<Record<string, PlanJson>>, secrets: readonly string[] = []) {
  return reportOfStacks(
    Object.entries(plans).map(([name, plan]) => [stackOf(name), plan] as const),
    secrets,
  );
}

function reportOfStacks(planned: readonly (readonly [SynthesizedStack, PlanJson])[], secrets: readonly string[] = []) {
  const outcomes = planned.map(([stack, plan]): readonly [string, PlannedOutcome] => {
    const reading = readPlan(plan, stack, { readable: [], protectedAddresses: [] });
    return [stack.name, { kind: "planned", changes: true, warnings: [], ...reading }];
  });
  const report = reportOf({
    engine: { name: "terraform", version: "1.11.4" },
    origin: {},
    platform: platformOf(k3sEnvironment()),
    stacks: planned.map(([stack]) => stack),
    outcomes: new Map(outcomes),
    secrets,
    readable: [],
  });
  const stacks = report.stacks.filter((stack): stack is PlannedStack => stack.status === "planned");
  return { stacks, text: JSON.stringify(report) };
}

const marking = (value: string) =>
  planJson({ resource_drift: [resource({ after: { value }, after_sensitive: { value: true } })] });

describe("a report", () => {
  test("has the secrets of one stack, and of the environment, in no address of another, and keeps addresses apart", () => {
    const mirror = planJson({ resource_changes: [at(SECRET), at(OTHER), at("open")] });
    const { stacks, text } = reported({ maker: marking(SECRET), mirror }, [OTHER]);
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain(OTHER);
    expect(stacks[1]?.plan.resources.map(({ address }) => address)).toEqual([
      'terraform_data.a["(sensitive)"]',
      'terraform_data.a["(sensitive)"]',
      'terraform_data.a["open"]',
    ]);
    expect(Object.keys(stacks[1]?.hashes ?? {})).toEqual([
      'terraform_data.a["(sensitive)"]',
      'terraform_data.a["(sensitive)"] (2)',
      'terraform_data.a["open"]',
      "the stack's configuration",
    ]);
  });

  test("has the digest and the hashes of a stack as they are when it is planned alone", () => {
    const mirror = planJson({ resource_changes: [at(SECRET), at(OTHER)] });
    const [, beside] = reported({ maker: marking(SECRET), mirror }, [OTHER]).stacks;
    const [alone] = reported({ mirror }).stacks;
    expect(beside?.digest).toBe(alone?.digest);
    expect(Object.values(beside?.hashes ?? {}).sort()).toEqual(Object.values(alone?.hashes ?? {}).sort());
  });

  test("has no secret in what policies found", () => {
    const token = `ghp_${"a1B2".repeat(10)}`;
    const block = { terraform_data: { it: { input: { [token]: token, [`${SECRET}-key`]: `${token} x` } } } };
    const stack = new SynthesizedStack(
      "mirror",
      JSON.stringify({ resource: block, terraform: { backend: { local: {} } } }),
    );
    const { stacks, text } = reportOfStacks([[stack, marking(SECRET)]]);
    expect(stacks[0]?.findings.map(({ address }) => address)).toEqual(
      expect.arrayContaining([
        "resource.terraform_data.it.input.(sensitive)",
        "resource.terraform_data.it.input.(sensitive)-key",
      ]),
    );
    expect(text).not.toContain(token);
    expect(text).not.toContain(SECRET);
  });
});
