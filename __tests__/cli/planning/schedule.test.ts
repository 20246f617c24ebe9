import { inParallel, oneAtATime } from "../../../cli/planning/schedule";

const one = (name: string, ...dependencies: readonly string[]) => ({ name, dependencies });
const nextTurn = (): Promise<void> => new Promise((done) => setImmediate(done));

describe("inParallel", () => {
  test("gives what came of those before to those after", async () => {
    const run = ({ name, dependencies }: ReturnType<typeof one>, before: ReadonlyMap<string, string>) =>
      Promise.resolve(`${name}(${dependencies.map((dependency) => before.get(dependency) ?? "?").join()})`);
    const results = await inParallel<ReturnType<typeof one>, string>([one("b", "a"), one("a")], 4, run);
    expect(Object.fromEntries(results)).toEqual({ a: "a()", b: "b(a())" });
  });

  test("does no more at a time than it may, and as many as it may", async () => {
    let [now, most] = [0, 0];
    await inParallel(
      ["a", "b", "c", "d", "e"].map((name) => one(name)),
      2,
      async () => {
        most = Math.max(most, ++now);
        await nextTurn();
        now--;
      },
    );
    expect(most).toBe(2);
  });

  test("begins nothing more after an error, and throws it once the others have ended", async () => {
    const ended: string[] = [];
    const running = inParallel([one("bad"), one("slow"), one("never")], 2, async ({ name }) => {
      if (name === "bad") throw new Error("broken");
      await nextTurn();
      ended.push(name);
    });
    await expect(running).rejects.toThrow("broken");
    expect(ended).toEqual(["slow"]);
  });
});

describe("oneAtATime", () => {
  test("lets nobody in before the one before is out, failed or not", async () => {
    const alone = oneAtATime();
    const story: string[] = [];
    const turn = (name: string, fails: boolean): Promise<void> =>
      alone(async () => {
        story.push(`${name} in`);
        await nextTurn();
        story.push(`${name} out`);
        if (fails) throw new Error(name);
      });
    const [first, second] = [turn("a", true), turn("b", false)];
    await expect(first).rejects.toThrow("a");
    await second;
    expect(story).toEqual(["a in", "a out", "b in", "b out"]);
  });
});
