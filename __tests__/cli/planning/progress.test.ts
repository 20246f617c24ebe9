import { elapsed, enter, hear, plainLine, progressLines, queued, type Progress } from "../../../cli/planning/progress";
import { ProgressWriter } from "../../../cli/planning/progress-writer";

const screen = { width: 80, height: 24 };
const planning = { kind: "planning", refreshed: 0, changes: 0 } as const;
const ended = (stack: string): Progress => enter(queued(stack), { kind: "ended", text: "no changes" }, 0);

describe("progress", () => {
  test("has a line for each stack: how long, and what is being done", () => {
    const refreshing = hear(enter(queued("production-data"), planning, 1000), { kind: "refreshing" });
    const changing = hear(hear(enter(queued("edge"), planning, 2000), { kind: "refreshing" }), { kind: "change" });
    const done = enter(enter(queued("state"), { kind: "init" }, 0), { kind: "ended", text: "3 to add" }, 3000);
    const all = [queued("staging"), enter(queued("vault"), { kind: "init" }, 64_000), refreshing, changing, done];
    expect(progressLines(all, 66_000, screen)).toEqual([
      "staging                 waits for its turn",
      "vault               2s  init",
      "production-data  1m05s  refreshing, 1 asked",
      "edge             1m04s  planning, 1 change found",
      "state               3s  3 to add",
    ]);
  });

  test("never breaks a line", () => {
    const all = [enter(queued("staging"), { kind: "ended", text: "waits for production".repeat(9) }, 0)];
    expect(progressLines(all, 0, { width: 40, height: 24 })[0]).toHaveLength(39);
  });

  test("shows only what is worked on where there are more stacks than lines", () => {
    const all = [ended("a"), ended("b"), enter(queued("c"), { kind: "init" }, 0), queued("d")];
    expect(progressLines(all, 0, { width: 80, height: 4 })).toEqual(["c     0s  init", "2 of 4 stacks done"]);
  });

  test("is not moved by what is said before planning, nor by diagnostics", () => {
    const init = enter(queued("a"), { kind: "init" }, 0);
    expect(hear(init, { kind: "refreshing" })).toBe(init);
    const busy = enter(init, planning, 0);
    const diagnostic = { severity: "warning", summary: "Old", detail: "" } as const;
    expect(hear(busy, { kind: "diagnostic", diagnostic })).toBe(busy);
  });

  test("in a log says how long the whole took", () => {
    const begun = enter(queued("a"), { kind: "init" }, 0);
    expect(plainLine(begun)).toBe("a: init");
    expect(plainLine(enter(begun, { kind: "ended", text: "no changes" }, 2500))).toBe("a: no changes (2s)");
    expect(plainLine(enter(queued("a"), { kind: "ended", text: "waits for b" }, 9))).toBe("a: waits for b");
  });

  test.each([
    [999, "0s"],
    [59_999, "59s"],
    [60_000, "1m00s"],
    [3_601_000, "60m01s"],
  ])("counts %d ms as %s", (milliseconds, text) => {
    expect(elapsed(milliseconds)).toBe(text);
  });
});

describe("the writer", () => {
  test("draws over what it has drawn, leaves notes above it, and ends with the last word", () => {
    const told: string[] = [];
    const writer = new ProgressWriter(["a", "b"], { tell: (text) => told.push(text), screen: () => screen });
    writer.enter("a", { kind: "ended", text: "no changes" });
    writer.note("Stopping");
    writer.enter("b", { kind: "ended", text: "stopped" });
    writer.end();
    const up = "\u001b[2A\u001b[J";
    expect(told).toEqual([
      "a         waits for its turn\nb         waits for its turn",
      `${up}Stopping`,
      "a     0s  no changes\nb         waits for its turn",
      `${up}a     0s  no changes\nb     0s  stopped`,
      "",
    ]);
  });

  test("writes plain lines where nothing can be drawn over", () => {
    const told: string[] = [];
    const writer = new ProgressWriter(["a"], { tell: (text) => told.push(text), screen: undefined });
    writer.enter("a", { kind: "init" });
    writer.note("Stopping");
    writer.end();
    expect(told).toEqual(["a: init", "Stopping"]);
  });

  test("gives a sign of life there of what takes long, and of nothing else", () => {
    jest.useFakeTimers({ now: 0 });
    try {
      const told: string[] = [];
      const writer = new ProgressWriter(["a", "b", "c"], { tell: (text) => told.push(text), screen: undefined });
      writer.enter("a", { kind: "applying", done: 0, of: 1200 });
      writer.enter("b", { kind: "ended", text: "no changes" });
      writer.hear("a", { kind: "done" });
      jest.advanceTimersByTime(65_000);
      writer.end();
      jest.advanceTimersByTime(600_000);
      expect(told.slice(2)).toEqual(["a: applying, 1 of 1,200 done (30s)", "a: applying, 1 of 1,200 done (1m00s)"]);
    } finally {
      jest.useRealTimers();
    }
  });
});
