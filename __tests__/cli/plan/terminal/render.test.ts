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

  describe("with what is long", () => {
    const detail = `Create it: ${"x".repeat(400)}!`;
    const key = "k".repeat(300);
    const value = (text: string) => ({ kind: "value", value: text }) as const;
    const many = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`).join("\n");
    const attributes = [
      { path: ["long"], after: value("x".repeat(900)) },
      { path: ["document"], after: value(many(90)) },
      { path: ["map", key], after: value("a") },
      ...Array.from({ length: 250 }, (_, index) => ({ path: ["list", index], after: value("b") })),
    ];
    const address = `aws_vpc.this["${"a".repeat(400)}"]`;
    const resource = { address, type: "aws_vpc", mode: "managed", action: "update" } as const;
    const long = reportOf(planned("staging", planOf({ resources: [{ ...resource, attributes }] })));
    const hint = "Long values and lists are cut: npm run platform -- plan --full shows all of it.";

    test("says how to see all of it", () => {
      const text = renderTerminal(long, false);
      expect(text).toMatch(/long: "x{107}" … 740 characters … "x{53}"\n/);
      expect(text).toContain("⋮ 50 lines more");
      expect(text).toContain("⋮ 53 attributes more");
      expect(text).toContain(`\n\n${hint}\n\nPlan: 1 to change`);
    });

    test("cuts nothing when it is asked for all", () => {
      const text = renderTerminal(long, false, { full: true });
      expect(text).not.toMatch(/…|⋮|--full/);
      for (const shown of [address, key, "x".repeat(900), "line 45", "list[249]"]) expect(text).toContain(shown);
    });

    test.each(["long", "document", "map"])("gives the hint for each kind of cut: %s", (name) => {
      const one = attributes.filter(({ path }) => path[0] === name);
      const cut = reportOf(
        planned("staging", planOf({ resources: [{ ...resource, address: "aws_vpc.a", attributes: one }] })),
      );
      expect(renderTerminal(cut, false)).toContain(hint);
    });

    test("gives no hint when nothing is cut", () => {
      expect(renderTerminal(reportOf(planned("staging", fixturePlan("update"))), false)).not.toContain("--full");
    });

    test("cuts nothing of what an engine says", () => {
      const [failed, warned] = (["error", "warning"] as const).map((severity) => ({
        severity,
        summary: detail,
        detail,
      }));
      const text = renderTerminal(
        reportOf(
          { ...{ ...facts, stack: "edge", status: "failed", step: "init" }, diagnostics: failed ? [failed] : [] },
          planned("users", planOf(), { warnings: warned ? [warned] : [] }),
        ),
        false,
      );
      expect(text.split(detail)).toHaveLength(5);
      expect(text).not.toContain("--full");
    });
  });

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
