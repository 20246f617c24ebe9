import { DataResource, TerraformLocal, TerraformOutput } from "cdktf";
import { Construct } from "constructs";
import { AnyProvider, AnyResource } from "../helpers/bindings";
import { synthesize, synthesizeApp, testStack } from "../helpers/synthesize";

describe("BaseStack", () => {
  test("asks for Terraform 1.11 or later", () => {
    expect(synthesize(testStack()).stack.settings["required_version"]).toBe(">= 1.11.0");
  });

  test("gives every element an address that people can read", () => {
    const stack = testStack();
    const network = new Construct(stack, "network");
    new DataResource(new Construct(network, "private"), "a");
    new DataResource(network, "Resource");
    new TerraformLocal(network, "zones", ["a"]);
    new TerraformOutput(network, "id", { value: "x" });
    const view = synthesize(stack);
    expect(view.addresses).toEqual(["terraform_data.network", "terraform_data.network_private_a", "output.network_id"]);
    expect(view.json["locals"]).toEqual({ network_zones: ["a"] });
  });

  test("refuses two elements of one type at one address", () => {
    const stack = testStack();
    new DataResource(new Construct(stack, "a"), "b_c");
    new DataResource(new Construct(stack, "a_b"), "c");
    new TerraformOutput(new Construct(stack, "a_b_c"), "Resource", { value: "an output may have the same name" });
    expect(() => synthesize(stack)).toThrow(
      "test: terraform_data.a_b_c is the address of both test/a/b_c and test/a_b/c. Give one of them another id.",
    );
  });

  test("refuses a leading digit at once, with the construct's path", () => {
    const resource = new DataResource(new Construct(testStack(), "3-servers"), "x");
    expect(() => resource.fqn).toThrow('test/3-servers/x: "3-servers_x" can\'t be a name in Terraform');
  });

  test("does not hide what one stack tells another", () => {
    const views = synthesizeApp((app) => {
      const producer = testStack("producer", {}, app);
      new AnyProvider(producer, "aws", "6.25.0");
      const network = new AnyResource(producer, "network", "aws_vpc");
      new TerraformOutput(testStack("consumer", {}, app), "vpc", { value: network.attribute("id") });
    });
    expect(views["producer"]?.outputs["cross-stack-output-aws_vpc_network_id"]).toEqual({
      value: "${aws_vpc.network.id}",
      sensitive: false,
    });
  });

  test("declares a secret once: required, sensitive, and in no plan or state", () => {
    const stack = testStack();
    expect(stack.secret("k3s_token")).toBe(stack.secret("k3s_token"));
    expect(synthesize(stack).variables).toEqual({
      k3s_token: {
        description: expect.stringMatching(/^Token/),
        ephemeral: true,
        nullable: false,
        sensitive: true,
        type: "string",
      },
    });
  });

  test("writes moved, removed and import blocks without running terraform", () => {
    const stack = testStack();
    stack.moved("terraform_data.a", "terraform_data.b");
    stack.moved("terraform_data.c", "terraform_data.d");
    stack.removed("terraform_data.e");
    stack.importing("terraform_data.f", "id-of-f");
    expect(synthesize(stack).json).toMatchObject({
      moved: [
        { from: "terraform_data.a", to: "terraform_data.b" },
        { from: "terraform_data.c", to: "terraform_data.d" },
      ],
      removed: [{ from: "terraform_data.e", lifecycle: { destroy: false } }],
      import: [{ to: "terraform_data.f", id: "id-of-f" }],
    });
  });
});
