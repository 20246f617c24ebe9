import { AnyProvider } from "../helpers/bindings";
import { synthesize, testStack } from "../helpers/synthesize";
import { providerConstraint } from "../../stacks/provider-versions";

describe("provider versions", () => {
  test.each([
    ["6.25.0", "~> 6.25"],
    ["0.13.1", "~> 0.13"],
    ["v4.1.0", "~> 4.1"],
    ["= 1.16.0", "~> 1.16"],
    ["~> 5.0", "~> 5.0"],
    [">= 3.0, < 4.0", ">= 3.0, < 4.0"],
    ["6.0.0-beta1", "6.0.0-beta1"],
  ])("a binding made from %s asks for %s", (version, constraint) => {
    expect(providerConstraint(version)).toBe(constraint);
  });

  test("are rewritten for every provider of a stack, the source kept", () => {
    const stack = testStack();
    new AnyProvider(stack, "aws", "6.25.0");
    new AnyProvider(stack, "github", "6.9.0", "integrations/github");
    const view = synthesize(stack);
    expect(view.stack.settings["required_providers"]).toEqual({
      aws: { source: "hashicorp/aws", version: "~> 6.25" },
      github: { source: "integrations/github", version: "~> 6.9" },
    });
  });
});
