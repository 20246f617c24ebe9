import { Annotations, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import { Construct } from "constructs";
import { AnyDataSource, AnyProvider, AnyResource } from "./bindings";
import { synthesize, synthesizeApp, testStack } from "./synthesize";

function stackWithNetwork() {
  const stack = testStack();
  new AnyProvider(stack, "aws", "6.25.0");
  new AnyResource(stack, "a", "aws_subnet", { cidr_block: "10.0.0.0/24", tags: { tier: "private" } });
  new AnyResource(stack, "b", "aws_subnet", { cidr_block: "10.0.1.0/24", tags: { tier: "public" } });
  return stack;
}

describe("synthesize", () => {
  test("finds resources by type and by a part of their properties", () => {
    const view = synthesize(stackWithNetwork());
    expect(view.resources()).toHaveLength(2);
    expect(view.resources("aws_subnet", { tags: { tier: "public" } }).map(({ name }) => name)).toEqual(["b"]);
    expect(view.resources("aws_vpc")).toEqual([]);
    expect(view.resource("aws_subnet", { cidr_block: expect.stringMatching(/^10\.0\.0\./) }).address).toBe(
      "aws_subnet.a",
    );
  });

  test("says what there is when not exactly one resource fits", () => {
    const view = synthesize(stackWithNetwork());
    expect(() => view.resource("aws_subnet", { tags: { tier: "intra" } })).toThrow(
      'Expected one aws_subnet with {"tags":{"tier":"intra"}}, found 0. Of this type there are:\n' +
        '  aws_subnet.a {"cidr_block":"10.0.0.0/24","tags":{"tier":"private"}}\n' +
        '  aws_subnet.b {"cidr_block":"10.0.1.0/24","tags":{"tier":"public"}}',
    );
    expect(() => view.resource("aws_subnet")).toThrow("Expected one aws_subnet, found 2.");
    expect(() => view.resource("aws_vpc")).toThrow(
      "Expected one aws_vpc, found 0. Of this type there are: none; types: aws_subnet",
    );
  });

  test("reads data sources, outputs, variables, providers and the backend", () => {
    const stack = testStack();
    new AnyProvider(stack, "aws", "6.25.0");
    new AnyDataSource(stack, "here", "aws_region");
    new TerraformOutput(stack, "region", { value: "eu-central-1" });
    new TerraformVariable(stack, "size", { type: "number" });
    const view = synthesize(stack);
    expect(view.dataSource("aws_region").address).toBe("data.aws_region.here");
    expect(view.outputs["region"]).toEqual({ value: "eu-central-1" });
    expect(view.variables["size"]).toEqual({ type: "number" });
    expect(view.providers("aws")).toHaveLength(1);
    expect(view.providers("azurerm")).toEqual([]);
    expect(view.providerVersions).toEqual({ aws: "~> 6.25" });
    expect(view.backend).toEqual({ type: "local", properties: { path: "../../../.state/test.tfstate" } });
    expect(view.addresses).toEqual(["data.aws_region.here", "output.region", "var.size"]);
  });

  test("prepares every stack, so that a reference to another stack becomes one", () => {
    const views = synthesizeApp((app) => {
      const first = testStack("first", {}, app);
      new AnyProvider(first, "aws", "6.25.0");
      const network = new AnyResource(first, "network", "aws_vpc");
      new TerraformOutput(testStack("second", {}, app), "vpc", { value: network.attribute("id") });
    });
    expect(views["second"]?.dependencies).toEqual(["first"]);
    expect(views["second"]?.outputs["vpc"]?.["value"]).toBe(
      "${data.terraform_remote_state.cross-stack-reference-input-first.outputs.cross-stack-output-aws_vpc_network_id}",
    );
  });

  test("refuses a resource whose provider is missing", () => {
    const stack = testStack();
    new AnyResource(stack, "network", "aws_vpc");
    expect(() => synthesize(stack)).toThrow("test: Found resources without a matching provider construct.");
  });

  test("refuses what a construct's validation or an error annotation says, all at once", () => {
    const stack = testStack();
    new Construct(stack, "one").node.addValidation({ validate: () => ["is wrong"] });
    Annotations.of(new Construct(stack, "two")).addError("is wrong too");
    expect(() => synthesize(stack)).toThrow("test/one: is wrong\ntest/two: is wrong too");
  });

  test("refuses a stack that is no BaseStack", () => {
    expect(() => synthesizeApp((app) => new TerraformStack(app, "plain"))).toThrow(
      "plain: is no BaseStack, so its backend, addresses and tags would be cdktf's own. Extend BaseStack.",
    );
  });
});
