import { policyMessages, rules } from "../../policies";
import { formatViolations, unknownExceptions, violations } from "../../policies/engine";
import type { Rule } from "../../policies/rule";
import { SynthesizedStack } from "../../stacks/synthesized-stack";
import { k3sEnvironment, nodes, platformOf } from "../helpers/environments";
import { subject } from "../helpers/subjects";

const rule: Rule = {
  id: "TEST-01",
  title: "no size is 13",
  benchmark: "CIS 13.13",
  reason: "13 brings bad luck.",
  remedy: "take 12.",
  check: ({ stack }) =>
    stack.resources
      .filter(({ properties }) => properties["size"] === 13)
      .map(({ address }) => ({ address, found: "size is 13." })),
};
const unlucky = { resource: { aws_disk: { a: { size: 13 }, b: { size: 12 }, c: { size: 13 } } } };
const excepted = k3sEnvironment(
  "staging",
  {},
  { exceptions: { "TEST-01": { reason: "brave", expires: "2000-01-01" } } },
);

describe("the policies", () => {
  test("say where, which rule, why, what to do and how to be excused", () => {
    expect(formatViolations(violations([rule], [subject(unlucky, k3sEnvironment())]))).toEqual([
      [
        "staging  aws_disk.a: size is 13.",
        "staging  aws_disk.c: size is 13.",
        "  TEST-01  no size is 13 (CIS 13.13)",
        "  why  13 brings bad luck.",
        "  fix  take 12.",
        '  or   write into environments/staging.yaml  exceptions: { TEST-01: { reason: "…", expires: "YYYY-MM-DD" } }',
      ].join("\n"),
    ]);
  });

  test("offer a stack of the whole organization an exception in its file", () => {
    expect(formatViolations(violations([rule], [subject(unlucky)]))).toEqual([
      [
        "github  aws_disk.a: size is 13.",
        "github  aws_disk.c: size is 13.",
        "  TEST-01  no size is 13 (CIS 13.13)",
        "  why  13 brings bad luck.",
        "  fix  take 12.",
        '  or   write into environments/organization.yaml  exceptions: { TEST-01: { reason: "…", expires: "YYYY-MM-DD" } }',
      ].join("\n"),
    ]);
  });

  test("are lifted by an exception of the environment, whatever its date: synthesis has no clock", () => {
    expect(violations([rule], [subject(unlucky, excepted)])).toEqual([]);
  });

  test("leave other environments as they are", () => {
    const found = violations([rule], [subject(unlucky, excepted), subject(unlucky, k3sEnvironment("edge"))]);
    expect(found.map(({ stack, address }) => `${stack} ${address}`)).toEqual(["edge aws_disk.a", "edge aws_disk.c"]);
  });

  test("refuse an exception to a rule that doesn't exist, once for all stacks of its environment", () => {
    const exceptions = { "TEST-1": { reason: "typo", expires: "2099-01-01" } };
    const environment = k3sEnvironment("staging", {}, { exceptions });
    expect(unknownExceptions([rule], [subject({}, environment), subject({}, environment)])).toEqual([
      'environments/staging.yaml  exceptions.TEST-1: there is no such rule. Did you mean "TEST-01"? Rules: TEST-01.',
    ]);
  });

  test("are all different, and all say what they are for", () => {
    expect(rules.map(({ id }) => id)).toEqual([...new Set(rules.map(({ id }) => id))].sort());
    for (const { id, title, reason, remedy } of rules) {
      expect(id).toMatch(/^[A-Z0-9]+-\d\d$/);
      expect(title).not.toMatch(/\.$/);
      expect(reason).toMatch(/\.$/);
      expect(remedy).toMatch(/\.$/);
    }
  });

  test("report every broken rule of every stack in one run", () => {
    const staging = k3sEnvironment("staging", { servers: nodes("server", 2, 11), agents: {} });
    const json = {
      terraform: { backend: { s3: {} } },
      resource: { terraform_data: { x: { connection: { host: "h" } } } },
    };
    const stack = new SynthesizedStack("staging", JSON.stringify(json), [], "staging");
    const text = policyMessages(platformOf(staging), [stack]).join("\n");
    for (const id of ["K3S-01", "K3S-02", "K3S-03", "STATE-01", "STATE-02"]) expect(text).toContain(id);
    expect(text).not.toContain("STATE-03");
  });
});
