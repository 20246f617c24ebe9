import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { originOf } from "../../../cli/planning/origin";

const folder = mkdtempSync(join(tmpdir(), "platform-origin-"));
const event = join(folder, "event.json");
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const [MERGE, HEAD, BASE] = ["1", "2", "3"].map((digit) => digit.repeat(40));
const actions = {
  GITHUB_SHA: MERGE,
  GITHUB_EVENT_PATH: event,
  GITHUB_SERVER_URL: "https://github.example.org",
  GITHUB_REPOSITORY: "example/platform",
  GITHUB_RUN_ID: "123",
  GITHUB_RUN_NUMBER: "17",
  GITHUB_RUN_ATTEMPT: "2",
};
const run = { runUrl: "https://github.example.org/example/platform/actions/runs/123", run: [17, 2] };

describe("the origin of a plan", () => {
  test("is unknown on a laptop", () => {
    expect(originOf({})).toEqual({});
  });

  test("of a pull request is what its author pushed, and what it is compared with", () => {
    writeFileSync(event, JSON.stringify({ pull_request: { head: { sha: HEAD }, base: { sha: BASE } } }));
    expect(originOf(actions)).toEqual({ head: HEAD, base: BASE, ...run });
  });

  test.each(["{}", "no JSON"])("of another event is its commit: %s", (text) => {
    writeFileSync(event, text);
    expect(originOf(actions)).toEqual({ head: MERGE, ...run });
  });

  test("has no run where its number is none", () => {
    writeFileSync(event, "{}");
    const { GITHUB_RUN_ATTEMPT: _, ...rest } = actions;
    expect(originOf(rest).run).toEqual([17, 1]);
    expect(originOf({ ...actions, GITHUB_RUN_NUMBER: "soon" })).not.toHaveProperty("run");
  });
});
