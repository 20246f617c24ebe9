import {
  affectedVerdict,
  growthVerdicts,
  median,
  noEngineVerdict,
  renderingVerdicts,
  stockVerdict,
} from "../../bench/verdicts";

describe("the verdicts of the benchmark", () => {
  test("come from medians", () => {
    expect(median([9, 1, 2, 3, 100])).toBe(3);
    expect(() => median([])).toThrow("There is no median of nothing.");
  });

  test("fail when our synth is slower than 0.35 of the stock one", () => {
    expect(stockVerdict(1, 4)).toEqual({
      what: "our synth (1.00 s) against cdktf synth with ts-node (4.00 s)",
      measured: "0.25",
      bound: "≤ 0.35",
      ok: true,
    });
    expect(stockVerdict(2, 4).ok).toBe(false);
  });

  test("fail when finding the affected stacks takes longer than two syntheses", () => {
    expect(affectedVerdict(3, 2)).toEqual({
      what: "affected (3.00 s) against our synth (2.00 s)",
      measured: "1.50",
      bound: "≤ 2.00",
      ok: true,
    });
    expect(affectedVerdict(4.1, 2).ok).toBe(false);
  });

  test("fail when time grows faster than the number of environments, or memory beyond its bound", () => {
    const verdicts = growthVerdicts([
      { environments: 10, seconds: 1, megabytes: 150 },
      { environments: 30, seconds: 3, megabytes: 250 },
      { environments: 100, seconds: 20, megabytes: 900 },
    ]);
    expect(verdicts.map(({ what, measured, bound, ok }) => `${what}: ${measured} ${bound} ${String(ok)}`)).toEqual([
      "memory of 10 environments: 150 MB < 700 MB true",
      "30 environments (3.00 s) against 10 (1.00 s): 3.0 ≤ 3.9 true",
      "memory of 30 environments: 250 MB < 700 MB true",
      "100 environments (20.00 s) against 10 (1.00 s): 20.0 ≤ 13.0 false",
      "memory of 100 environments: 900 MB < 700 MB false",
    ]);
  });

  test("fail when a large plan takes too long to render, too much memory, or longer than to show it", () => {
    const told = (seconds: number, processorSeconds: number, megabytes: number) =>
      renderingVerdicts("terraform", 10_000, { seconds, processorSeconds, megabytes, showSeconds: 2.5 }).map(
        ({ what, measured, bound, ok }) => `${what}: ${measured} ${bound} ${String(ok)}`,
      );
    expect(told(1, 0.7, 200)).toEqual([
      "a plan of 10,000 changes rendered, the process included (1.00 s), against terraform show (2.50 s): 0.40 ≤ 1.00 true",
      "processor time of rendering a plan of 10,000 changes: 0.70 s ≤ 1.00 s true",
      "memory of rendering a plan of 10,000 changes: 200 MB ≤ 300 MB true",
    ]);
    expect(told(3, 1.1, 301).map((line) => line.split(" ").at(-1))).toEqual(["false", "false", "false"]);
  });

  test("say so when no engine is there to make a large plan", () => {
    expect(noEngineVerdict("terraform")).toEqual({
      what: "rendering of a large plan: terraform is not on the PATH",
      measured: "–",
      bound: "–",
      ok: true,
    });
  });
});
