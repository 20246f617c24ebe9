import { AnyProvider, AnyResource, TaggableResource } from "../helpers/bindings";
import { synthesize, testStack } from "../helpers/synthesize";
import { platformTags } from "../../stacks/tags";

const tags = { owner: "platform", environment: "overridden", organization: "overridden" };
const all = {
  owner: "platform",
  organization: "example",
  environment: "staging",
  stack: "staging",
  "managed-by": "cdktf",
};

describe("tags", () => {
  test("are the given ones and the platform's own, which win", () => {
    const source = { organization: "example", environment: "staging", stack: "staging", tags };
    expect(platformTags(source)).toEqual(all);
  });

  test("name no environment in a stack of the whole organization", () => {
    expect(platformTags({ organization: "example", stack: "github", tags: {} })).toEqual({
      organization: "example",
      stack: "github",
      "managed-by": "cdktf",
    });
  });

  test("are the AWS provider's default tags, and no other provider's", () => {
    const stack = testStack("staging", { tags });
    new AnyProvider(stack, "aws", "6.25.0");
    new AnyProvider(stack, "github", "6.9.0");
    const view = synthesize(stack);
    expect(view.providers("aws")).toEqual([{ default_tags: [{ tags: all }] }]);
    expect(view.providers("github")).toEqual([{}]);
  });

  test("are on every Azure resource that can have them, under the resource's own", () => {
    const stack = testStack("staging", { tags });
    new AnyProvider(stack, "azurerm", "4.55.0");
    new TaggableResource(stack, "plain", "azurerm_virtual_network");
    new TaggableResource(stack, "own", "azurerm_resource_group", { owner: "abc", tier: "data" });
    new AnyResource(stack, "none", "azurerm_subnet", { name: "none" });
    const view = synthesize(stack);
    expect(view.resource("azurerm_virtual_network").properties["tags"]).toEqual(all);
    expect(view.resource("azurerm_resource_group").properties["tags"]).toEqual({ ...all, owner: "abc", tier: "data" });
    expect(view.resource("azurerm_subnet").properties).toEqual({ name: "none" });
  });
});
