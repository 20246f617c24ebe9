import fc from "fast-check";
import type { Action, AttributeChange, ResourceChange, Shown, StackPlan } from "../../../../cli/plan/model";
import type { Report } from "../../../../cli/plan/report";
import { hostileTexts } from "../../../fixtures/plans/scenarios/hostile";

/** What somebody may write to break out: what is known to do so, and anything else. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(...Object.values(hostileTexts)),
      fc.constantFrom(
        "`",
        "```",
        "~~~",
        "\n",
        "\r\n",
        "\r",
        "|",
        "\\",
        "\\|",
        "\\`",
        " ",
        "<",
        ">",
        "&lt;",
        "</details>",
        "<!--",
        "-->",
      ),
      fc.constantFrom(
        "@team",
        "#1",
        "https://example.com",
        "www.example.com",
        "a@example.com",
        "[a](b)",
        "![a](b)",
        "[a]: b",
        "***",
        "---",
        "$$",
      ),
      fc.constantFrom(
        "\u202e",
        "\u2066",
        "\u200b",
        "\u3164",
        "\u0000",
        "\ud800",
        "👩‍💻",
        "e\u0301",
        "\u2028",
        "\u00a0",
        "<pre>",
        "<![CDATA[",
      ),
      fc.string({ unit: "binary", maxLength: 8 }),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((texts) => texts.join(""));

/** A report in which every text is given by somebody: all the kinds of things that a comment shows. */
export function reportWith(text: () => string): Report {
  const facts = () => ({ stack: text(), environment: text(), dependencies: [text()], file: text() });
  const diagnostic = (severity: "error" | "warning") => ({
    severity,
    summary: text(),
    detail: text(),
    address: text(),
  });
  return {
    version: 1,
    engine: { name: "terraform", version: text() },
    origin: { head: text(), base: text(), runUrl: `x ${text()}` },
    stacks: [
      {
        ...facts(),
        status: "planned",
        plan: planWith(text),
        digest: text(),
        hashes: {},
        warnings: [diagnostic("warning")],
        findings: [{ rule: text(), title: text(), address: text(), found: text(), remedy: text() }],
      },
      { ...facts(), status: "planned", plan: nothing, digest: text(), hashes: {}, warnings: [], findings: [] },
      { ...facts(), status: "failed", step: "plan", diagnostics: [diagnostic("error")] },
      { ...facts(), status: "waiting", waitsFor: [text(), text()] },
      { ...facts(), status: "stopped" },
    ],
  };
}

const nothing: StackPlan = {
  resources: [],
  unchanged: 3,
  drift: [],
  outputs: [],
  checks: [],
  deferred: [],
  complete: true,
};

function planWith(text: () => string): StackPlan {
  const actions: Action[] = ["delete", "replace", "forget", "update", "create", "none", "read", "open"];
  return {
    resources: actions.map((action) => resourceWith(action, text)),
    unchanged: 1,
    drift: [
      { address: text(), type: text(), kind: "changed", matters: true, attributes: attributesWith(text) },
      { address: text(), type: text(), kind: "vanished", matters: true, attributes: [] },
      { address: text(), type: text(), kind: "changed", matters: false, attributes: attributesWith(text) },
    ],
    outputs: [{ name: text(), action: "update", attributes: attributesWith(text) }],
    checks: [{ address: text(), status: "fail", messages: [text(), text()] }],
    deferred: [{ address: text(), type: text(), action: "create", reason: text() }],
    complete: false,
  };
}

function resourceWith(action: Action, text: () => string): ResourceChange {
  return {
    address: text(),
    type: text(),
    mode: "managed",
    action,
    reason: text(),
    previousAddress: text(),
    importing: { id: text() },
    deposed: text(),
    holdsData: true,
    construct: text(),
    attributes: attributesWith(text),
  };
}

function attributesWith(text: () => string): AttributeChange[] {
  const value = (): Shown => ({ kind: "value", value: text() });
  return [
    { path: ["name"], before: value(), after: value(), forcesReplacement: true },
    { path: [text(), 0, text(), { document: "json" }, text()], before: value() },
    { path: [text()], after: value() },
    { path: ["map"], before: { kind: "value", value: { [text()]: [text()] } }, after: { kind: "unknown" } },
    { path: [text()], after: { kind: "unknown" } },
    { path: [text()], before: value(), after: value(), only: "formatting" },
  ];
}
