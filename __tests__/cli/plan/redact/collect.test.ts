import { collectSecrets } from "../../../../cli/plan/redact";
import { change, planJson, resource } from "./plans";

describe("the secrets of a plan", () => {
  test.each([
    ["true for the whole", true, ["s-one", "s-two", 3]],
    ["as deep as the value", { a: { b: [false, true] } }, ["s-two"]],
    ["a list beside a list", { a: { b: [true] } }, ["s-one"]],
    ["true in between", { a: true }, ["s-one", "s-two"]],
    ["deeper than the value", { a: { b: [{ x: true }, true] }, n: { y: true } }, ["s-two"]],
    ["for what is not there", { z: true }, []],
    ["false", false, []],
  ])("are found under a mask that is %s", (_, mask, expected) => {
    const value = { a: { b: ["s-one", "s-two"] }, n: 3, yes: true, no: "false", none: null, empty: "" };
    const after = planJson({ resource_changes: [resource({ after: value, after_sensitive: mask })] });
    const before = planJson({ resource_changes: [resource({ before: value, before_sensitive: mask })] });
    expect(collectSecrets(after)).toEqual(expected);
    expect(collectSecrets(before)).toEqual(expected);
  });

  test("are found in everything that changes, stays, drifted, is put off or comes out", () => {
    const secret = (value: string) => ({ before: { x: value }, before_sensitive: { x: true } });
    const plan = planJson({
      resource_changes: [resource({ ...secret("stays"), actions: ["no-op"] }), resource(secret("changes"))],
      resource_drift: [resource(secret("drifted"))],
      deferred_changes: [{ reason: "unknown", resource_change: resource(secret("put off")) }],
      output_changes: {
        out: change({ before: "was", before_sensitive: true, after: ["will"], after_sensitive: true }),
      },
    });
    expect(collectSecrets(plan)).toEqual(["stays", "changes", "drifted", "put off", "was", "will"]);
  });

  test("are found in the state before and after, in modules within modules too", () => {
    const values = (name: string) => ({
      outputs: { open: { sensitive: false, value: "shown" }, shut: { sensitive: true, value: { x: `${name} out` } } },
      root_module: {
        resources: [{ values: { a: `${name} root`, b: "shown" }, sensitive_values: { a: true } }],
        child_modules: [
          { child_modules: [{ resources: [{ values: { a: [`${name} deep`] }, sensitive_values: { a: [true] } }] }] },
        ],
      },
    });
    const plan = planJson({ prior_state: { values: values("was") }, planned_values: values("will") });
    expect(collectSecrets(plan)).toEqual(["will out", "will root", "will deep", "was out", "was root", "was deep"]);
  });

  test("are the variables that the configuration marks, and their defaults", () => {
    const plan = planJson({
      variables: { token: { value: "t0ken" }, map: { value: { a: ["deep"] } }, region: { value: "shown" }, unset: {} },
      configuration: {
        root_module: {
          variables: {
            token: { sensitive: true, default: "f4llback" },
            map: { sensitive: true },
            region: { default: "shown" },
            unset: { sensitive: true },
          },
        },
      },
    });
    expect(collectSecrets(plan)).toEqual(["t0ken", "f4llback", "deep"]);
  });

  test("are keys of a sensitive map too, unless they are names", () => {
    const data = { password: "s-one", "tls.crt": "s-two", "9f2c74d18b1e": "s-three", adminPassword: "s-four" };
    const plan = planJson({ resource_changes: [resource({ after: { data }, after_sensitive: { data: true } })] });
    expect(collectSecrets(plan)).toEqual(["s-one", "s-two", "9f2c74d18b1e", "s-three", "s-four"]);
  });

  test("are counted once", () => {
    const marked = resource({ before: "same", before_sensitive: true, after: "same", after_sensitive: true });
    expect(collectSecrets(planJson({ resource_changes: [marked, marked] }))).toEqual(["same"]);
  });
});
