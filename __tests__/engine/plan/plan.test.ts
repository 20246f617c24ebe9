import { spawn } from "node:child_process";
import { DataResource, TerraformOutput, TerraformVariable, type App } from "cdktf";
import { AnyProvider, AnyResource } from "../../helpers/bindings";
import { testStack } from "../../helpers/synthesize";
import { describeSimulated } from "../aws/production";
import { Plans, type Made } from "./plans";

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));
const statuses = ({ report }: Made): Readonly<Record<string, string>> =>
  Object.fromEntries(report.stacks.map(({ stack, status }) => [stack, status]));

/** A stack with something that a provider has to be asked for; the smaller the provider, the sooner it is there. */
function machine(app: App, name: string): void {
  const stack = testStack(name, {}, app);
  new AnyProvider(stack, "null", "3.2.4");
  new AnyResource(stack, "machine", "null_resource", { triggers: { size: "small" } });
}

/** A resource, and a second stack that reads from it. */
function producerAndConsumer(app: App): void {
  const pet = new DataResource(testStack("producer", {}, app), "pet", { input: { name: "rex" } });
  new TerraformOutput(testStack("consumer", {}, app), "pet", { value: pet.id });
}

describeSimulated("platform plan", (engine) => {
  let plans: Plans;
  afterEach(() => {
    plans.dispose();
  });

  test("tells what each stack would change, that nothing would once it is applied, and what somebody else did", async () => {
    plans = new Plans(engine, (app) => {
      machine(app, "one");
      machine(app, "two");
    });
    const before = await plans.plan();
    expect(before.code).toBe(2);
    expect(before.report.engine).toEqual({ name: engine.name, version: expect.stringMatching(/^1\./) });
    for (const stack of ["one", "two"]) {
      expect(before.of(stack)).toMatchObject({
        status: "planned",
        plan: { resources: [{ address: "null_resource.machine", action: "create" }] },
      });
    }
    ["one", "two"].forEach((stack) => {
      plans.apply(stack);
    });
    expect((await plans.plan()).code).toBe(0);
    for (const object of plans.cloud.objects("null_resource")) {
      plans.cloud.change("null_resource", { id: object["id"] }, { triggers: { size: "large" } });
    }
    const drifted = await plans.plan();
    expect(drifted.code).toBe(2);
    expect(drifted.of("one")).toMatchObject({
      plan: { resources: [{ action: "replace" }], drift: [{ matters: true }] },
    });
  });

  test("gives the same digest for the same change, and another for another", async () => {
    plans = new Plans(engine, (app) => {
      machine(app, "one");
    });
    const digest = async (env: NodeJS.ProcessEnv = {}) => {
      const found = (await plans.plan(env)).of("one");
      return found?.status === "planned" ? found.digest : "";
    };
    const first = await digest();
    expect(first).toMatch(/^sha256:/);
    expect(await digest()).toBe(first);
    const file = "cdktf.out/stacks/one/cdk.tf.json";
    plans.write(file, plans.read(file).replace("small", "large"));
    expect(await digest()).not.toBe(first);
  });

  test("has a stack wait for one that was never applied, and plans it afterwards", async () => {
    plans = new Plans(engine, producerAndConsumer);
    const before = await plans.plan();
    expect(before).toMatchObject({ code: 2, report: { stacks: [{}, { status: "waiting", waitsFor: ["producer"] }] } });
    plans.apply("producer");
    expect(statuses(await plans.plan())).toEqual({ producer: "planned", consumer: "planned" });
  });

  test("shows what a provider says of one stack, and the plans of the others", async () => {
    plans = new Plans(engine, (app) => {
      machine(app, "failing");
      machine(app, "good");
      new DataResource(testStack("data", {}, app), "it");
    });
    plans.apply("failing");
    const made = await plans.plan({ SIM_FAIL: "null_resource:read" });
    expect(made.code).toBe(1);
    expect(statuses(made)).toEqual({ failing: "failed", good: "planned", data: "planned" });
    expect(made.of("failing")).toMatchObject({
      step: "plan",
      diagnostics: [{ severity: "error", summary: expect.stringMatching(/./), address: "null_resource.machine" }],
    });
  });

  test("says who holds the lock of a state, and how it is taken off", async () => {
    plans = new Plans(engine, (app) => {
      machine(app, "one");
    });
    engine.succeed(plans.folder("one"), ["init", "-input=false"], plans.env);
    const settings = { ...process.env, ...plans.env, SIM_LATENCY_MS: "60000" };
    const holder = spawn(engine.binary, ["apply", "-auto-approve", "-input=false"], {
      cwd: plans.folder("one"),
      env: settings,
      stdio: "ignore",
    });
    const gone = new Promise((done) => holder.on("exit", done));
    while (!plans.has(".state/.one.tfstate.lock.info")) await pause(20);
    const made = await plans.plan();
    holder.kill("SIGINT");
    await gone;
    expect(made.code).toBe(1);
    const found = made.of("one");
    const [diagnostic] = found?.status === "failed" ? found.diagnostics : [];
    expect(diagnostic?.summary).toBe("Error acquiring the state lock");
    expect(diagnostic?.detail).toMatch(/Operation: OperationTypeApply\n {2}Who: +\S+@\S+\n/);
    expect(diagnostic?.detail).toMatch(/-chdir=cdktf\.out\/stacks\/one force-unlock [0-9a-f-]{36}$/);
  });

  test("lets no secret out: not of a mark, not of a mirror, not of an error", async () => {
    const [password, token] = ["correct-horse-battery", "staple-tr0ub4dor"];
    plans = new Plans(engine, (app) => {
      const secret = { type: "string", sensitive: true, nullable: false };
      const holder = testStack("holder", {}, app);
      const input = new TerraformVariable(holder, "password", secret);
      new DataResource(holder, "it", { input: { password: input.value, note: "plain text" } });
      const mirror = testStack("mirror", {}, app);
      new DataResource(mirror, "it", { input: { url: `user:${password}@host` } });
      const failing = testStack("failing", {}, app);
      new TerraformVariable(failing, "token", secret);
      failing.secret("k3s_token");
      const checked = new DataResource(failing, "it");
      checked.addOverride("lifecycle.precondition", [
        { condition: "${length(var.token) > 100}", error_message: "No use: ${nonsensitive(var.token)}" },
      ]);
    });
    const env = { TF_VAR_password: password, TF_VAR_token: token, TF_VAR_k3s_token: "ephemeral-secret" };
    const made = await plans.plan(env);
    expect(statuses(made)).toEqual({ holder: "planned", mirror: "planned", failing: "failed" });
    const said = JSON.stringify(made.report) + plans.told.join("\n");
    for (const secret of [password, token, "ephemeral-secret"]) expect(said).not.toContain(secret);
    expect(said).toContain("plain text");
    expect(said).toContain("No use: ");
    expect(plans.filesWith(token)).toEqual([]);
    expect(plans.filesWith(password)).toEqual(["cdktf.out/stacks/mirror/cdk.tf.json"]); // its author wrote it there
  });

  test("leaves no lock behind when it is stopped", async () => {
    plans = new Plans(engine, (app) => {
      machine(app, "one");
      machine(app, "two");
      machine(app, "three");
    });
    ["one", "two"].forEach((stack) => {
      plans.apply(stack);
    });
    const running = plans.plan({ SIM_LATENCY_MS: "60000" });
    const locks = ["one", "two"].map((stack) => `.state/.${stack}.tfstate.lock.info`);
    while (!locks.every((lock) => plans.has(lock))) await pause(20);
    await pause(500); // refreshing
    process.emit("SIGINT");
    const made = await running;
    expect(made.code).toBe(1);
    expect(statuses(made)).toEqual({ one: "stopped", two: "stopped", three: "stopped" });
    expect(locks.filter((lock) => plans.has(lock))).toEqual([]);
  });

  test("takes the committed lock file, and refuses one that lacks a provider", async () => {
    plans = new Plans(engine, (app) => {
      machine(app, "one");
      const stack = testStack("two", {}, app);
      new AnyProvider(stack, "random", "3.7.2");
      new AnyResource(stack, "pet", "random_pet");
    });
    await plans.plan();
    const own = (stack: string): string => plans.read(`cdktf.out/stacks/${stack}/.terraform.lock.hcl`);
    const texts = { one: own("one"), two: own("two") };
    plans.write("locks/one.terraform.lock.hcl", texts.one);
    expect(statuses(await plans.plan())).toEqual({ one: "planned", two: "planned" });
    plans.write("locks/two.terraform.lock.hcl", texts.one);
    plans.write("cdktf.out/stacks/two/.terraform.lock.hcl", texts.one);
    const made = await plans.plan();
    expect(statuses(made)).toEqual({ one: "planned", two: "failed" });
    expect(made.of("two")).toMatchObject({
      step: "init",
      diagnostics: [{ detail: expect.stringContaining("Make it anew: npm run platform -- locks") }],
    });
    expect(own("two")).toBe(texts.one);
  });
});
