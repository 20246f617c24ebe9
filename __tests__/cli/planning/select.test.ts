import { missingVariables } from "../../../cli/planning/missing-variables";
import { selectStacks } from "../../../cli/planning/select";
import { stackOf } from "./fake-engine";

const all = [
  stackOf("production-bootstrap", { reads: { production: "endpoint" }, environment: "production" }),
  stackOf("production", { environment: "production" }),
  stackOf("staging", { environment: "staging", variables: ["k3s_token"] }),
  stackOf("edge", { environment: "edge", variables: ["k3s_token", "other"] }),
  stackOf("state"),
];
const names = (...typed: readonly string[]): string =>
  selectStacks(all, typed)
    .map(({ name }) => name)
    .join(" ");

describe("stacks are chosen", () => {
  test.each([
    [[], "production production-bootstrap staging edge state"],
    [["production"], "production production-bootstrap"],
    [["production-bootstrap", "state"], "production-bootstrap state"],
    [["staging", "staging"], "staging"],
  ])("by %j, in the order in which they are applied", (typed, chosen) => {
    expect(names(...typed)).toBe(chosen);
  });

  test("but not by a name that nothing has: all of those at once, with what is near", () => {
    expect(() => names("stagging", "staging", "nothing")).toThrow(
      `There is no stack or environment "stagging". Did you mean "staging"?
There is no stack or environment "nothing".
There are production-bootstrap, production, staging, edge, state.`,
    );
  });
});

describe("missing variables", () => {
  test("are told all at once, with the stacks that need them and what to type", () => {
    expect(missingVariables(all, { TF_VAR_other: "" })).toBe(
      `TF_VAR_k3s_token is not set. It is needed by staging, edge: read -rs TF_VAR_k3s_token && export TF_VAR_k3s_token
TF_VAR_other is not set. It is needed by edge: export TF_VAR_other=…
Nothing was planned.`,
    );
  });

  test("are none when they are set", () => {
    expect(missingVariables(all, { TF_VAR_k3s_token: "a", TF_VAR_other: "b" })).toBeUndefined();
  });
});
