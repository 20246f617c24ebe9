import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DataResource, TerraformOutput, TerraformVariable, type App } from "cdktf";
import { Construct } from "constructs";
import { AnyProvider, AnyResource, TaggableResource } from "../../helpers/bindings";
import { describeEngines, StackFolder } from "../../helpers/engines";
import { synthesizeApp, testStack } from "../../helpers/synthesize";

/** A resource below two constructs, and a second stack that refers to it. */
function producerAndConsumer(app: App): void {
  const producer = testStack("producer", {}, app);
  const network = new DataResource(new Construct(producer, "network.main"), "Resource", {
    input: { cidr: "10.0.0.0/16" },
  });
  new TerraformOutput(testStack("consumer", {}, app), "network", { value: network.id });
}

describeEngines("the base stack", (engine) => {
  let stacks: StackFolder;
  beforeEach(() => {
    stacks = new StackFolder();
  });
  afterEach(() => {
    stacks.dispose();
  });

  const init = (stack: string) => engine.succeed(stacks.folder(stack), ["init", "-input=false", "-no-color"]);
  const validate = (stack: string) => engine.succeed(stacks.folder(stack), ["validate", "-no-color"]);
  const apply = (stack: string, env: NodeJS.ProcessEnv = {}) =>
    engine.succeed(stacks.folder(stack), ["apply", "-auto-approve", "-input=false", "-no-color"], env);

  test("gives names that are valid in both stacks of a reference, whose value arrives and is shown", () => {
    stacks.write(synthesizeApp(producerAndConsumer));
    ["producer", "consumer"].forEach(init);
    ["producer", "consumer"].forEach(validate);
    expect(apply("producer")).toMatch(/cross-stack-output-terraform_data_network_main_id = "[0-9a-f-]{36}"/);
    expect(apply("consumer")).toMatch(/network = "[0-9a-f-]{36}"/);
  });

  test("keeps the state beside cdktf.out, where a new synthesis doesn't touch it", () => {
    stacks.write(synthesizeApp(producerAndConsumer));
    init("producer");
    apply("producer");
    expect(readFileSync(join(stacks.root, ".state", "producer.tfstate"), "utf8")).toContain("10.0.0.0/16");
  });

  test("lets no secret cross to another stack", () => {
    stacks.write(
      synthesizeApp((app) => {
        const producer = testStack("producer", {}, app);
        const password = new TerraformVariable(producer, "password", { type: "string", sensitive: true });
        const holder = new DataResource(producer, "holder", { input: password.value });
        new TerraformOutput(testStack("consumer", {}, app), "password", { value: holder.getStringAttribute("input") });
      }),
    );
    init("producer");
    const plan = engine.run(stacks.folder("producer"), ["plan", "-input=false", "-no-color"], { TF_VAR_password: "x" });
    expect(plan.code).toBe(1);
    expect(plan.stderr).toContain("Output refers to sensitive values");
  });

  test("keeps secrets out of plan and state, and brings them to a provisioner", () => {
    const secret = "correct-horse-battery-staple";
    const file = join(stacks.root, "arrived");
    stacks.write(
      synthesizeApp((app) => {
        const stack = testStack("staging", {}, app);
        const token = stack.secret("k3s_token");
        const node = new DataResource(stack, "node");
        const environment = { TOKEN: token.stringValue, FILE: file };
        node.addOverride("provisioner", [{ "local-exec": { command: 'printf %s "$TOKEN" >"$FILE"', environment } }]);
      }),
    );
    init("staging");
    const env = { TF_VAR_k3s_token: secret };
    const folder = stacks.folder("staging");
    engine.succeed(folder, ["plan", "-input=false", "-out=tfplan"], env);
    expect(engine.succeed(folder, ["show", "-json", "tfplan"], env)).not.toContain(secret);
    expect(engine.succeed(folder, ["apply", "-input=false", "tfplan"], env)).not.toContain(secret);
    expect(readFileSync(file, "utf8")).toBe(secret);
    expect(readFileSync(join(stacks.root, ".state", "staging.tfstate"), "utf8")).not.toContain(secret);
  });

  test("refuses to plan without a secret that it needs", () => {
    stacks.write(
      synthesizeApp((app) => {
        testStack("staging", {}, app).secret("k3s_token");
      }),
    );
    init("staging");
    const plan = engine.run(stacks.folder("staging"), ["plan", "-input=false", "-no-color"]);
    expect(plan.code).toBe(1);
    expect(plan.stderr).toContain('The root module input variable "k3s_token" is not set');
  });

  test("moves, forgets and imports without making or destroying anything", () => {
    const before = (app: App): void => {
      const stack = testStack("staging", {}, app);
      new DataResource(stack, "old");
      new DataResource(stack, "forgotten");
    };
    const after = (app: App): void => {
      const stack = testStack("staging", {}, app);
      new DataResource(stack, "new");
      new DataResource(stack, "adopted");
      stack.moved("terraform_data.old", "terraform_data.new");
      stack.removed("terraform_data.forgotten");
      stack.importing("terraform_data.adopted", "some-id");
    };
    stacks.write(synthesizeApp(before));
    init("staging");
    apply("staging");
    stacks.write(synthesizeApp(after));
    const output = apply("staging");
    expect(output).toMatch(/1 imported, 0 added, 0 changed, 0 destroyed/);
    const listed = engine.succeed(stacks.folder("staging"), ["state", "list"]).trim().split("\n").sort();
    expect(listed).toEqual(["terraform_data.adopted", "terraform_data.new"]);
  });

  test("is accepted with real providers: constraints, default tags on AWS, tags on Azure", () => {
    stacks.write(
      synthesizeApp((app) => {
        const stack = testStack("clouds", { tags: { owner: "platform" } }, app);
        new AnyProvider(stack, "aws", "6.25.0").addOverride("region", "eu-central-1");
        new AnyResource(stack, "network", "aws_vpc", { cidr_block: "10.0.0.0/16" });
        new AnyProvider(stack, "azurerm", "4.55.0").addOverride("features", [{}]);
        const group = new TaggableResource(stack, "group", "azurerm_resource_group");
        group.addOverride("name", "group");
        group.addOverride("location", "westeurope");
      }),
    );
    init("clouds");
    expect(validate("clouds")).toContain("Success!");
  });
});
