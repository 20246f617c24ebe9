import { DataResource, TerraformOutput, TerraformVariable, type App } from "cdktf";
import { AnyProvider, AnyResource } from "../../helpers/bindings";
import { testStack } from "../../helpers/synthesize";
import { describeSimulated } from "../aws/production";
import { kinds, linesOf, MAPS, maps, pause } from "./maps";
import { Plans } from "./plans";

function producerAndConsumer(app: App): void {
  const pet = new DataResource(testStack("producer", {}, app), "pet", { input: { name: "rex" } });
  new TerraformOutput(testStack("consumer", {}, app), "pet", { value: pet.id });
}

describeSimulated("platform apply", (engine) => {
  let plans: Plans;
  afterEach(() => {
    plans.dispose();
  });

  test("applies what was reviewed, and has nothing to do the second time", async () => {
    plans = new Plans(engine, (app) => {
      maps(app, "one");
      maps(app, "two");
    });
    const reviewed = await plans.plan();
    const results = await plans.applyReviewed(reviewed);
    expect(results).toEqual([
      { kind: "applied", stack: "one", text: "1 added", warnings: [] },
      { kind: "applied", stack: "two", text: "1 added", warnings: [] },
    ]);
    expect(plans.cloud.objects(MAPS)).toHaveLength(2);
    expect(kinds(await plans.applyReviewed(reviewed))).toEqual({ one: "unchanged", two: "unchanged" });
  });

  test("applies nothing of any stack when one of them changed in its configuration, and says what differs", async () => {
    plans = new Plans(engine, (app) => {
      maps(app, "one");
      maps(app, "two");
    });
    const reviewed = await plans.plan();
    const file = "cdktf.out/stacks/two/cdk.tf.json";
    plans.write(file, plans.read(file).replace('"first"', '"second"'));
    const results = await plans.applyReviewed(reviewed);
    expect(kinds(results)).toEqual({ one: "held", two: "refused" });
    expect(linesOf(results)).toMatch(
      /^The plan is no longer the one that was reviewed \(sha256:\w{64} now, sha256:\w{64} then\)\.\n1 change planned in another way than reviewed:\n {2}kubernetes_config_map\.map-0\nPlan again, and have that reviewed\.$/,
    );
    expect(plans.cloud.objects(MAPS)).toEqual([]);
  });

  test("refuses what no plan shows: a value that is known only once it is applied", async () => {
    const policyFor = (who: string) => (app: App) => {
      const stack = testStack("one", {}, app);
      const key = new DataResource(stack, "key");
      new DataResource(stack, "policy", { input: { text: `${key.id} for ${who}` } });
    };
    plans = new Plans(engine, policyFor("root"));
    const reviewed = await plans.plan();
    plans.describe(policyFor("anybody"));
    const results = await plans.applyReviewed(reviewed);
    expect(kinds(results)).toEqual({ one: "refused" });
    expect(linesOf(results)).toContain("planned in another way than reviewed:\n  the stack's configuration");
    expect(plans.has(".state/one.tfstate")).toBe(false);
  });

  test("applies on somebody's word only what they have read", async () => {
    const describe = (name: string) => (app: App) => {
      const pet = new DataResource(testStack("producer", {}, app), "pet", { input: { name } });
      new TerraformOutput(maps(app, "consumer"), "pet", { value: pet.id });
    };
    plans = new Plans(engine, describe("rex"));
    expect(kinds(await plans.applyReviewed(await plans.plan()))).toEqual({ producer: "applied", consumer: "waiting" });
    expect(kinds(await plans.applyReviewed(await plans.plan()))).toEqual({
      producer: "unchanged",
      consumer: "applied",
    });
    plans.describe(describe("max"));
    const results = await plans.applyAsked(() => {
      plans.cloud.remove(MAPS, {});
    });
    expect(kinds(results)).toEqual({ producer: "applied", consumer: "refused" });
    expect(linesOf(results)).toContain("1 change planned now, and not reviewed:\n  kubernetes_config_map.map-0");
    expect(plans.cloud.objects(MAPS)).toHaveLength(0);
  });

  test("refuses when the state changed since", async () => {
    plans = new Plans(engine, (app) => {
      maps(app, "one", 2);
    });
    const reviewed = await plans.plan();
    plans.apply("one", { SIM_FAIL: "" });
    const [object] = plans.cloud.objects(MAPS);
    plans.cloud.remove(MAPS, { id: object?.["id"] });
    const results = await plans.applyReviewed(reviewed);
    expect(kinds(results)).toEqual({ one: "refused" });
    expect(linesOf(results)).toContain("1 change reviewed, and no longer planned: done already, or no longer needed:");
  });

  test("refuses when a provider answers in another way", async () => {
    plans = new Plans(engine, (app) => {
      maps(app, "one");
    });
    await plans.applyReviewed(await plans.plan());
    for (const { id } of plans.cloud.objects(MAPS)) plans.cloud.change(MAPS, { id }, { data: { word: "drifted" } });
    const reviewed = await plans.plan();
    for (const { id } of plans.cloud.objects(MAPS))
      plans.cloud.change(MAPS, { id }, { data: { word: "drifted further" } });
    const results = await plans.applyReviewed(reviewed);
    expect(kinds(results)).toEqual({ one: "refused" });
    expect(linesOf(results)).toContain("kubernetes_config_map.map-0");
  });

  test("destroys what holds data only when somebody names it, and nothing else when a name is wrong", async () => {
    const secrets = (app: App, old: boolean): void => {
      const stack = testStack("data", {}, app);
      new AnyProvider(stack, "vault", "5.6.0");
      if (old) new AnyResource(stack, "old", "vault_mount", { path: "old", type: "kv-v2" });
      new AnyResource(stack, "policy", "vault_policy", { name: "readers", policy: "" });
    };
    plans = new Plans(engine, (app) => {
      secrets(app, true);
    });
    await plans.applyReviewed(await plans.plan());
    plans.describe((app) => {
      secrets(app, false);
    });
    const reviewed = await plans.plan();
    const refused = await plans.applyReviewed(reviewed);
    expect(kinds(refused)).toEqual({ data: "refused" });
    expect(linesOf(refused)).toBe(
      "It destroys what holds data. Whoever wants that names each address:\n  --allow-destroy=vault_mount.old",
    );
    await expect(plans.applyReviewed(reviewed, { allowed: ["vault_mount.old", "vault_mount.odl"] })).rejects.toThrow(
      "--allow-destroy: nothing here destroys or replaces vault_mount.odl.\nNothing was applied.",
    );
    expect(plans.cloud.objects("vault_mount")).toHaveLength(1);
    expect(kinds(await plans.applyReviewed(reviewed, { allowed: ["vault_mount.old"] }))).toEqual({ data: "applied" });
    expect(plans.cloud.objects("vault_mount")).toEqual([]);
  });

  test("leaves a stack for later that nobody could review yet", async () => {
    plans = new Plans(engine, producerAndConsumer);
    const results = await plans.applyReviewed(await plans.plan());
    expect(kinds(results)).toEqual({ producer: "applied", consumer: "waiting" });
    const next = await plans.plan();
    expect(kinds(await plans.applyReviewed(next))).toEqual({ producer: "unchanged", consumer: "applied" });
  });

  test("plans a stack again whose ground has just moved, and refuses what comes of it", async () => {
    plans = new Plans(engine, producerAndConsumer);
    await plans.applyReviewed(await plans.plan());
    await plans.applyReviewed(await plans.plan());
    // The pet goes and comes: its id, which the other stack reads, is another one.
    const file = "cdktf.out/stacks/producer/cdk.tf.json";
    plans.write(file, plans.read(file).replace('"input": {', '"triggers_replace": "new", "input": {'));
    const consumer = "cdktf.out/stacks/consumer/cdk.tf.json";
    plans.write(consumer, plans.read(consumer).replace('"output": {', '"output": { "more": { "value": "x" },'));
    const results = await plans.applyReviewed(await plans.plan());
    expect(kinds(results)).toEqual({ producer: "applied", consumer: "refused" });
    expect(linesOf(results)).toContain("output.pet");
  });

  test("stops after a failure, keeps what was done in the state, and shows no secret of what went wrong", async () => {
    const password = "correct-horse-battery";
    plans = new Plans(engine, (app) => {
      const first = testStack("first", {}, app);
      const secret = new TerraformVariable(first, "password", { type: "string", sensitive: true });
      new DataResource(first, "done", { input: { it: "done" } });
      const failing = new DataResource(first, "it", { input: { password: secret.value } });
      failing.addOverride("depends_on", ["terraform_data.done"]);
      failing.addOverride("lifecycle.postcondition", [
        { condition: '${self.id == ""}', error_message: "Not with ${nonsensitive(var.password)}" },
      ]);
      new DataResource(testStack("second", {}, app), "it");
    });
    const env = { TF_VAR_password: password };
    const reviewed = await plans.plan(env);
    const results = await plans.applyReviewed(reviewed, { env });
    expect(kinds(results)).toEqual({ first: "failed", second: "held" });
    const said = linesOf(results) + plans.told.join("\n");
    expect(said).toContain("Some of it may be done. What is left says: npm run platform -- plan first");
    expect(said).toContain("Not with (sensitive)");
    expect(said).not.toContain(password);
    expect(plans.read(".state/first.tfstate")).toContain('"name": "done"');
  });

  test("ends cleanly when it is stopped, and the next run says what is left", async () => {
    plans = new Plans(engine, (app) => {
      maps(app, "one", 30);
    });
    const reviewed = await plans.plan();
    const running = plans.applyReviewed(reviewed, { env: { SIM_LATENCY_MS: "400" } });
    while (Object.keys(plans.cloud.all).length < 3) await pause(20);
    process.emit("SIGINT");
    const results = await running;
    const done = plans.cloud.objects(MAPS).length;
    expect(results).toEqual([{ kind: "stopped", stack: "one", begun: true, done, of: 30, diagnostics: [] }]);
    expect(plans.has(".state/.one.tfstate.lock.info")).toBe(false);
    expect(done).toBeLessThan(30);
    const again = await plans.applyReviewed(reviewed);
    expect(kinds(again)).toEqual({ one: "refused" });
    expect(linesOf(again)).toContain(`${String(done)} changes reviewed, and no longer planned`);
    expect(linesOf(again)).toContain("All that is left was reviewed: an earlier apply may have ended halfway.");
    expect(kinds(await plans.applyReviewed(await plans.plan()))).toEqual({ one: "applied" });
    expect(plans.cloud.objects(MAPS)).toHaveLength(30);
  });
});
