import { DataResource, TerraformVariable } from "cdktf";
import { Construct } from "constructs";
import { synthesize, testApp, testStack } from "../helpers/synthesize";
import { guardMessages } from "../../stacks/guards";

describe("the guards", () => {
  test("find nothing in a sound app", () => {
    const stack = testStack();
    new DataResource(stack, "a", { dependsOn: [new DataResource(stack, "b")] });
    expect(guardMessages(stack.node.root)).toEqual([]);
  });

  test("find an element outside any stack, which cdktf would leave out", () => {
    const app = testApp();
    new TerraformVariable(new Construct(app, "shared"), "size", {});
    new DataResource(app, "lost");
    expect(guardMessages(app)).toEqual([
      "shared/size: is outside any stack, so it would never be made. Give it a stack, or a construct inside one, as its scope.",
      "lost: is outside any stack, so it would never be made. Give it a stack, or a construct inside one, as its scope.",
    ]);
  });

  test("find a dependency between constructs, which cdktf would ignore", () => {
    const stack = testStack();
    const cluster = new DataResource(new Construct(stack, "cluster"), "Resource");
    const addons = new Construct(stack, "addons");
    addons.node.addDependency(cluster);
    expect(() => synthesize(stack)).toThrow(
      'test/addons: node.addDependency(test/cluster/Resource) does nothing in cdktf. Pass the resources it must wait for to "dependsOn", or refer to one of their attributes.',
    );
  });
});
