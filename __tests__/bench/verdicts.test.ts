import { affectedVerdict, growthVerdicts, median, stockVerdict } from "../../bench/verdicts";

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
});
