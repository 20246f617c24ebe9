import { diagnosticsOf, failureOf } from "../../../cli/planning/diagnostics";
import { eventOf } from "../../../cli/planning/events";

const place = { engine: { name: "terraform", program: "terraform" }, typed: "cdktf.out/stacks/staging" } as const;
const run = (stdout: string, stderr = "", status = 1) => ({ status, stdout, stderr });
const line = (said: object): string => `${JSON.stringify(said)}\n`;
const diagnostic = (parts: object): string =>
  line({ type: "diagnostic", diagnostic: { severity: "error", summary: "Bad", detail: "", ...parts } });

describe("what an engine says", () => {
  test("is a diagnostic with its address, and without the snippet that quotes values", () => {
    const snippet = { code: "", values: [{ traversal: "var.token", statement: 'is "hunter2"' }] };
    expect(eventOf(diagnostic({ detail: "Very.", address: "aws_vpc.network", snippet }).trim())).toEqual({
      kind: "diagnostic",
      diagnostic: { severity: "error", summary: "Bad", detail: "Very.", address: "aws_vpc.network" },
    });
  });

  test.each([
    ["refresh_start", { type: "refresh_start", hook: {} }, "refreshing"],
    ["a data source that is read", { type: "apply_start", hook: { action: "read" } }, "refreshing"],
    ["planned_change", { type: "planned_change", change: {} }, "change"],
    ["a version", { type: "version", terraform: "1.11.4" }, undefined],
  ])("is counted when it is %s", (_, said, kind) => {
    expect(eventOf(JSON.stringify(said))?.kind).toBe(kind);
  });

  test.each(["Successfully configured the backend", "", "{", "{}"])("may be text: %j", (text) => {
    expect(eventOf(text)).toBeUndefined();
  });
});

describe("diagnostics", () => {
  test("are told once, warnings included", () => {
    const said = diagnostic({}) + diagnostic({}) + diagnostic({ severity: "warning", summary: "Old" });
    expect(diagnosticsOf(run(said), place).map(({ severity, summary }) => `${severity} ${summary}`)).toEqual([
      "error Bad",
      "warning Old",
    ]);
  });

  test("of a lock that somebody holds keep who it is, and say what to do", () => {
    const detail = `Error message: resource temporarily unavailable
Lock Info:
  ID:        62ee3584-8179-fe16-965e-912f45fc46d7
  Path:      ../a.tfstate
  Operation: OperationTypeApply
  Who:       ada@laptop
  Version:   1.11.4
  Created:   2026-01-01 09:07:32.79154992 +0000 UTC
  Info:      


Terraform acquires a state lock to protect the state from being written
by multiple users at the same time. Please resolve the issue above and try
again. For most commands, you can disable locking with the "-lock=false"
flag, but this is not recommended.`;
    const [told] = diagnosticsOf(run(diagnostic({ summary: "Error acquiring the state lock", detail })), place);
    expect(told?.detail).toBe(`Error message: resource temporarily unavailable
Lock Info:
  ID:        62ee3584-8179-fe16-965e-912f45fc46d7
  Path:      ../a.tfstate
  Operation: OperationTypeApply
  Who:       ada@laptop
  Version:   1.11.4
  Created:   2026-01-01 09:07:32.79154992 +0000 UTC
  Info:

Somebody else works on this stack. Wait for them, longer with --lock-timeout 10m. A run that was killed leaves its lock behind: make sure that it is gone. Then, and only then: terraform -chdir=cdktf.out/stacks/staging force-unlock 62ee3584-8179-fe16-965e-912f45fc46d7`);
  });

  test("of a lock without an id don't make one up", () => {
    const said = diagnostic({ summary: "Error acquiring the state lock", detail: "Error message: AccessDenied" });
    expect(diagnosticsOf(run(said), place)[0]?.detail).toMatch(/^Error message: AccessDenied\n\n.* is gone\.$/);
  });

  test.each(["Error in function call", "Invalid function argument", "Duplicate object key"])(
    "of stacks that were handed over don't show the values of: %s",
    (summary) => {
      const said = diagnostic({ summary, detail: 'cannot parse "h-u-n-t-e-r-2"', address: "aws_vpc.network" });
      const [told] = diagnosticsOf(run(said), { ...place, handedOver: true });
      expect(told).toEqual({
        severity: "error",
        summary,
        detail:
          "What the function was given is not shown for stacks that were handed over. Plan it on your own machine to see it.",
        address: "aws_vpc.network",
      });
      expect(diagnosticsOf(run(said), place)[0]?.detail).toBe('cannot parse "h-u-n-t-e-r-2"');
    },
  );

  test("of stacks that were handed over keep what a provider says", () => {
    const said = diagnostic({ summary: "creating EC2 VPC", detail: "AccessDenied" });
    expect(diagnosticsOf(run(said), { ...place, handedOver: true })[0]?.detail).toBe("AccessDenied");
  });

  test("of a lock file that lacks a provider name the command that mends it", () => {
    const said = diagnostic({ summary: "Provider dependency changes detected", detail: "run terraform init" });
    expect(diagnosticsOf(run(said), place)[0]?.detail).toContain("npm run platform -- locks");
  });
});

describe("a failure", () => {
  test("without a diagnostic is quoted from the engine's last words", () => {
    const said = `${line({ type: "version" })}Killed by the machine\n`;
    expect(failureOf(run(said, "", 137), "plan", place)).toEqual([
      { severity: "error", summary: "terraform plan ended with status 137", detail: "Killed by the machine" },
    ]);
  });

  test("in silence says that", () => {
    expect(failureOf(run(""), "init", place)[0]?.detail).toBe("It said nothing about it.");
  });

  test("with nothing but warnings keeps them", () => {
    const told = failureOf(run(diagnostic({ severity: "warning", summary: "Old" }), "panic: no"), "plan", place);
    expect(told.map(({ summary }) => summary)).toEqual(["Old", "terraform plan ended with status 1"]);
  });
});
