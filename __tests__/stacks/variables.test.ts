import { secretNames, secretVariables } from "../../stacks/variables";

describe("secret variables", () => {
  test("are all in the order of the table", () => {
    expect(secretNames).toEqual(Object.keys(secretVariables));
  });

  test("have names that Terraform and a shell take", () => {
    for (const name of secretNames) expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
  });
});
