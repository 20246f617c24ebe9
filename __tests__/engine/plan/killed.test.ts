import { readdirSync } from "node:fs";
import type { StackResult } from "../../../cli/applying/result";
import { readIfThere } from "../../../cli/files";
import type { Engine } from "../../helpers/engines";
import { describeSimulated } from "../aws/production";
import { kinds, linesOf, maps, pause } from "./maps";
import { Plans } from "./plans";

describeSimulated("platform apply, when the engine is killed,", (engine) => {
  let plans: Plans;
  afterEach(() => {
    plans.dispose();
  });

  test("leaves a state that can be read, and goes on from it", async () => {
    plans = begun(engine);
    const results = await killed(plans, someAreMade);
    expect(kinds(results)).toEqual({ one: "failed" });
    expect(linesOf(results)).toContain("Some of it may be done.");
    expect(plans.read(STATE)).toContain('"name": "map-0"');
    const left = await plans.plan();
    expect(left.code).toBe(2);
    expect(kinds(await plans.applyReviewed(left))).toEqual({ one: "applied" });
    expect((await plans.plan()).code).toBe(0);
  });

  test("puts the last whole state back when that was while it wrote one", async () => {
    plans = begun(engine);
    const results = await killed(plans, someAreMade, () => {
      plans.write(STATE, plans.read(STATE).slice(0, 100));
    });
    expect(kinds(results)).toEqual({ one: "failed" });
    expect(linesOf(results)).toContain("warning: The state was not written to its end");
    expect(linesOf(results)).toContain("The last whole state that was seen is in its place: serial ");
    expect(plans.read(STATE)).toContain('"name": "map-0"');
    expect((await plans.plan()).code).toBe(2);
  });

  test("says what to do when that was before the first state was written", async () => {
    plans = new Plans(engine, (app) => {
      maps(app, "one");
    });
    const results = await killed(plans, () => plans.has(STATE));
    expect(kinds(results)).toEqual({ one: "failed" });
    expect(linesOf(results)).toContain("If nothing had been applied before that run: rm .state/one.tfstate.");
    expect((await plans.plan()).code).toBe(1);
    plans.remove(STATE);
    expect((await plans.plan()).code).toBe(2);
  });

  test("plans and applies nothing on half a state", async () => {
    plans = new Plans(engine, (app) => {
      maps(app, "one");
    });
    plans.apply("one");
    const whole = plans.read(STATE);
    const reviewed = await plans.plan();
    for (const text of ["", whole.slice(0, 100)]) {
      plans.write(STATE, text);
      expect(await plans.plan()).toMatchObject({ code: 1 });
      const results = await plans.applyReviewed(reviewed);
      expect(results).toMatchObject([{ kind: "failed", stack: "one" }]);
      expect(linesOf(results)).toContain("error: The state was not written to its end");
      expect(plans.read(STATE)).toBe(text);
    }
  });
});

const STATE = ".state/one.tfstate";

/** One map that is there, and 29 to make. */
function begun(engine: Engine): Plans {
  const plans = new Plans(engine, (app) => {
    maps(app, "one");
  });
  plans.apply("one");
  plans.describe((app) => {
    maps(app, "one", 30);
  });
  return plans;
}

const someAreMade = (plans: Plans): boolean => Object.keys(plans.cloud.all).length > 3;

/** Kills the engine in the middle of an apply. @param then what is done in the same moment. */
async function killed(
  plans: Plans,
  when: (plans: Plans) => boolean,
  then: () => void = () => undefined,
): Promise<readonly StackResult[]> {
  const running = plans.applyReviewed(await plans.plan(), { env: { SIM_LATENCY_MS: "1000" } });
  while (applyingEngine() === undefined || !when(plans)) await pause(20);
  await pause(100); // What was made is in the state by now, and nothing more is for a while.
  const engine = applyingEngine();
  if (engine === undefined) throw new Error("The engine has ended already.");
  process.kill(engine, "SIGKILL");
  then();
  return running;
}

/** The process that applies, among those that this one started. */
function applyingEngine(): number | undefined {
  return childrenOf(process.pid).find((pid) => commandOf(pid).split("\0")[1] === "apply");
}

function childrenOf(pid: number): readonly number[] {
  return readdirSync(`/proc/${String(pid)}/task`)
    .flatMap((task) => readIfThere("/proc", `${String(pid)}/task/${task}/children`)?.split(" ") ?? [])
    .filter((text) => text.trim() !== "")
    .map(Number);
}

function commandOf(pid: number): string {
  return readIfThere("/proc", `${String(pid)}/cmdline`) ?? "";
}
