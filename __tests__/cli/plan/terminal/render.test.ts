import { stripVTControlCharacters } from "node:util";
import { renderTerminal } from "../../../../cli/plan/terminal/render";
import { engines, scenarioNames } from "../../../fixtures/plans/fixtures";
import { fixturePlan, planned, planOf, reportOf } from "../fixture-plans";
import { reportWith } from "../markdown/hostile-report";
import { hostileTexts } from "../../../fixtures/plans/scenarios/hostile";

const facts = { dependencies: [], file: "environments/staging.yaml" };

describe("a report on a terminal", () => {
  test("shows every stack with its changes, and the verdict last", () => {
    const finding = { rule: "tags", title: "Tags", address: "aws_vpc.a", found: "no owner", remedy: "Add an owner." };
    const report = reportOf(
      planned("production", fixturePlan("replace-delete-first"), { findings: [finding] }),
      planned("staging", fixturePlan("update")),
      planned("users", planOf()),
      { ...facts, stack: "edge-us", status: "waiting", waitsFor: ["edge-eu"] },
      { ...facts, stack: "github", status: "stopped" },
      {
        ...{ ...facts, stack: "edge-eu", status: "failed", step: "init" },
        diagnostics: [{ severity: "error", summary: "No backend", detail: "Create it:\n\n  npm run x" }],
      },
    );
    const text = renderTerminal(report, false);
    expect(text).toContain(`production  3 to replace
  -/+ aws_eks_cluster.cluster  holds data, can't be changed in place
        ~ kubernetes_network_config[0].service_ipv4_cidr (forces replacement): "172.20.0.0/16" → "172.21.0.0/16"
`);
    expect(text).toContain(`  tags  aws_vpc.a: no owner
        To do: Add an owner.
`);
    expect(text).toContain(`  ~   aws_iam_policy.backups
        + policy (JSON).Statement[0].Action[2]: "s3:PutObject"
`);
    expect(text).toContain(`users  no changes

edge-us  waits for edge-eu

github  not planned: stopped

edge-eu  failed at init
  error: No backend
    Create it:
      npm run x

  holds data  aws_eks_cluster.cluster
Plan: 3 to replace, 8 to change; 1 stack failed; 1 stack not planned; 1 stack waiting`);
  });

  test("counts what is put off, and names what holds data of it", () => {
    const later = {
      address: "aws_s3_bucket.data",
      type: "aws_s3_bucket",
      action: "replace",
      reason: "some_reason",
    } as const;
    const report = reportOf(planned("staging", planOf({ deferred: [{ ...later, holdsData: true }] })));
    expect(renderTerminal(report, false)).toBe(`staging  1 put off
  later: replace aws_s3_bucket.data (some reason)

  holds data  aws_s3_bucket.data, later
Plan: 1 put off`);
  });

  test.each(engines.flatMap((engine) => scenarioNames.map((name) => [engine, name] as const)))(
    "says the same with colours and without: %s, %s",
    (engine, scenario) => {
      const report = reportOf(planned("staging", fixturePlan(scenario, engine)));
      const plain = renderTerminal(report, false);
      const coloured = renderTerminal(report, true);
      expect(coloured).not.toBe(plain);
      expect(stripVTControlCharacters(coloured)).toBe(plain);
    },
  );

  test("lets no value write to the terminal by itself", () => {
    for (const text of Object.values(hostileTexts)) {
      expect(
        renderTerminal(
          reportWith(() => text),
          false,
        ),
      ).toMatch(/^[\n\P{C}]*$/u);
    }
  });
});
