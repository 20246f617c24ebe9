import type { AttributeChange, Shown } from "../../../../cli/plan/model";
import { redactDiagnostics, redactorOf, redactPlan } from "../../../../cli/plan/redact";
import { stackPlan } from "./plans";

const redactor = redactorOf(["s3cr3t-one", "s3cr3t-two", "abc", 8443], { readable: [] });

const value = (shown: Extract<Shown, { kind: "value" }>["value"]): Shown => ({ kind: "value", value: shown });
const base = { type: "terraform_data", mode: "managed", action: "update" } as const;

function attribute(change: AttributeChange): AttributeChange | undefined {
  const address = "terraform_data.a";
  return redactPlan(stackPlan({ resources: [{ ...base, address, attributes: [change] }] }), redactor).resources[0]
    ?.attributes[0];
}

describe("a plan without secrets", () => {
  test.each([
    ["a whole secret", value("s3cr3t-one"), { kind: "sensitive" }],
    ["a short one", value("abc"), { kind: "sensitive" }],
    ["a number", value(8443), { kind: "sensitive" }],
    ["a part of a text", value("x s3cr3t-one"), value("x (sensitive)")],
    ["a list", value(["abc", "s3cr3t-one", true]), value(["(sensitive)", "(sensitive)", true])],
  ] as const)("hides %s in a value", (_, after, expected) => {
    expect(attribute({ path: ["a"], after })).toEqual({ path: ["a"], after: expected });
  });

  test.each([
    value("open"),
    value(true),
    value(null),
    value([]),
    { kind: "unknown" } as const,
    { kind: "sensitive" } as const,
  ])("leaves %j", (after) => {
    expect(attribute({ path: ["a"], after })).toEqual({ path: ["a"], after });
  });

  test("still has a change where only a secret differs", () => {
    const change = { path: ["url"], before: value("db?p=s3cr3t-one"), after: value("db?p=s3cr3t-two") };
    expect(attribute(change)).toEqual({ path: ["url"], before: { kind: "sensitive" }, after: { kind: "sensitive" } });
  });

  test("still has one where a text said so before", () => {
    const change = { path: ["url"], before: value("db?p=(sensitive)"), after: value("db?p=s3cr3t-two") };
    expect(attribute(change)).toEqual({ path: ["url"], before: { kind: "sensitive" }, after: { kind: "sensitive" } });
  });

  test("shows what differs beside a secret, and what else is known of the change", () => {
    const change = {
      path: ["url"],
      before: value("a?s3cr3t-one"),
      after: value("b?s3cr3t-one"),
      forcesReplacement: true,
    } as const;
    expect(attribute(change)).toEqual({ ...change, before: value("a?(sensitive)"), after: value("b?(sensitive)") });
  });

  test("says that a secret changes beside something else", () => {
    const change = {
      path: ["config"],
      before: value('{"pw":"s3cr3t-one","n":1}'),
      after: value('{"pw":"s3cr3t-two","n":2}'),
    };
    const after = value('{"pw":"(sensitive, changed)","n":2}');
    expect(attribute(change)).toEqual({ ...change, before: value('{"pw":"(sensitive)","n":1}'), after });
    const same = value('{"pw":"s3cr3t-one","n":2}');
    expect(attribute({ ...change, after: same })?.after).toEqual(value('{"pw":"(sensitive)","n":2}'));
    const more = redactPlan(
      stackPlan({
        outputs: [
          { name: "o", action: "update", attributes: [{ path: [], before: value('{"pw":"(sensitive)"}'), after }] },
        ],
      }),
      redactor,
    );
    expect(more.outputs[0]?.attributes[0]?.after).toEqual(after);
  });

  test("has no secret in the keys of a path, and keeps the attribute's own name", () => {
    const path = ["s3cr3t-one", "s3cr3t-one", 0, { document: "json" }, "x-s3cr3t-two"] as const;
    expect(attribute({ path, after: value(1) })?.path).toEqual([
      "s3cr3t-one",
      "(sensitive)",
      0,
      { document: "json" },
      "x-(sensitive)",
    ]);
  });

  test("has no secret in any key of an output, whose first one is a value's too", () => {
    const attributes = [
      { path: ["s3cr3t-one", "role"], after: value("admin") },
      { path: [0, "x s3cr3t-two"], after: value(1) },
    ];
    const plan = redactPlan(stackPlan({ outputs: [{ name: "s3cr3t-one", action: "create", attributes }] }), redactor);
    expect(plan.outputs[0]?.name).toBe("s3cr3t-one");
    expect(plan.outputs[0]?.attributes.map(({ path }) => path)).toEqual([
      ["(sensitive)", "role"],
      [0, "x (sensitive)"],
    ]);
  });

  test("has none in an address that is escaped as HCL is", () => {
    const address = 'a.b["x Co$${rr\\"ect"]';
    const plan = stackPlan({ deferred: [{ address, type: "a", action: "create", reason: "unknown" }] });
    const [deferred] = redactPlan(plan, redactorOf(['Co${rr"ect'], { readable: [] })).deferred;
    expect(deferred?.address).toBe('a.b["x (sensitive)"]');
  });

  test("has none in addresses, import ids, drift, outputs, checks and what is put off", () => {
    const address = 'module.m["s3cr3t-one"].terraform_data.s3cr3t-one["x s3cr3t-two"]';
    const without = 'module.m["(sensitive)"].terraform_data.s3cr3t-one["x (sensitive)"]';
    const attributes = [{ path: ["a"], before: value("s3cr3t-one") }];
    const hidden = [{ path: ["a"], before: { kind: "sensitive" } }];
    const plan = stackPlan({
      resources: [
        { ...base, address, previousAddress: address, importing: { id: "arn:s3cr3t-one" }, attributes },
        { ...base, address: "terraform_data.b[0]", importing: { id: "abc" }, attributes: [] },
        { ...base, address: "terraform_data.c", importing: {}, attributes: [] },
      ],
      drift: [{ address, type: "terraform_data", kind: "changed", matters: true, attributes }],
      outputs: [{ name: "out", action: "create", attributes }],
      checks: [{ address, status: "fail", messages: ["it is s3cr3t-one", "abc"] }],
      deferred: [{ address, type: "terraform_data", action: "create", reason: "unknown" }],
    });
    expect(redactPlan(plan, redactor)).toEqual({
      ...plan,
      resources: [
        {
          ...base,
          address: without,
          previousAddress: without,
          importing: { id: "arn:(sensitive)" },
          attributes: hidden,
        },
        { ...base, address: "terraform_data.b[0]", importing: { id: "(sensitive)" }, attributes: [] },
        { ...base, address: "terraform_data.c", importing: {}, attributes: [] },
      ],
      drift: [{ address: without, type: "terraform_data", kind: "changed", matters: true, attributes: hidden }],
      outputs: [{ name: "out", action: "create", attributes: hidden }],
      checks: [{ address: without, status: "fail", messages: ["it is (sensitive)", "(sensitive)"] }],
      deferred: [{ address: without, type: "terraform_data", action: "create", reason: "unknown" }],
    });
  });

  test("has none in what an engine says", () => {
    const diagnostics = [
      { severity: "error", summary: "s3cr3t-one", detail: "got s3cr3t-two", address: 'a.b["s3cr3t-one"]' },
      { severity: "warning", summary: "fine", detail: "" },
    ] as const;
    expect(redactDiagnostics(diagnostics, redactor)).toEqual([
      { severity: "error", summary: "(sensitive)", detail: "got (sensitive)", address: 'a.b["(sensitive)"]' },
      { severity: "warning", summary: "fine", detail: "" },
    ]);
  });
});
