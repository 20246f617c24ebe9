import { parsePlan } from "../../../cli/plan/parse";
import { engines, fixture, scenarioNames } from "../../fixtures/plans/fixtures";

describe("a plan as JSON", () => {
  test.each(engines.flatMap((engine) => scenarioNames.map((name) => [engine, name] as const)))(
    "is read as %s writes it: %s",
    (engine, name) => {
      expect(parsePlan(fixture(engine, name)).format_version).toBe("1.2");
    },
  );

  test("may leave out what is empty", () => {
    expect(parsePlan('{"format_version":"1.2"}')).toEqual({
      format_version: "1.2",
      terraform_version: "",
      variables: {},
      resource_changes: [],
      resource_drift: [],
      output_changes: {},
      relevant_attributes: [],
      checks: [],
      deferred_changes: [],
      prior_state: {},
      planned_values: {},
      configuration: {},
      errored: false,
      complete: true,
    });
  });

  test("may have fields that nobody here knows", () => {
    expect(parsePlan('{"format_version":"1.9","news":[1]}')).toMatchObject({ format_version: "1.9" });
  });

  test.each(["2.0", "0.2", "10.1"])("of another major version is refused: %s", (version) => {
    expect(() => parsePlan(JSON.stringify({ format_version: version }))).toThrow(
      `The plan has format ${version}, and only 1.x can be read. Use Terraform or OpenTofu 1.x.`,
    );
  });

  test("that is none is refused, without a word of what stands in it", () => {
    expect(() => parsePlan("hunter2")).toThrow('This is not JSON: "show -json" of a saved plan was expected.');
    expect(() => parsePlan('{"format_version":"1.2","resource_changes":"hunter2"}')).toThrow(
      'This is not the JSON of a plan as "show -json" prints it: resource_changes (invalid_type).',
    );
  });
});
