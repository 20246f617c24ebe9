import { label, labelOf } from "../../../cli/github/labels";
import { openPullRequest } from "../../../cli/github/octokit";
import type { Action } from "../../../cli/plan/model";
import { failed, planned, reportOf, waiting } from "../plan/reports";
import { FakeGitHub } from "./fake-github";

describe("labelOf", () => {
  const actions = (...all: readonly Action[]) => reportOf(planned("staging", ...all));

  test.each([
    ["failed", reportOf(planned("staging", "delete"), failed("production"))],
    ["failed", { ...reportOf(), refusals: ["staging: calls file()"] }],
    ["destroys", actions("create", "delete")],
    ["destroys", actions("replace")],
    ["changes", actions("create", "read")],
    ["waits", reportOf(planned("staging"), waiting("production"))],
    ["none", actions("read")],
    ["none", reportOf()],
  ])("says %s", (name, report) => {
    expect(labelOf(report)).toBe(`plan: ${name}`);
  });
});

describe("label", () => {
  let github: FakeGitHub;

  beforeEach(async () => {
    github = await FakeGitHub.start();
  });
  afterEach(async () => {
    await github.stop();
  });

  const set = async (wanted: string): Promise<void> => {
    const place = { api: github.api, owner: "example", repo: "platform", pull: 7 };
    const pull = await openPullRequest(place, "secret-token", () => undefined, { second: 1, spaced: false });
    await label(pull, wanted);
  };

  test("adds what is missing, takes away what is no longer so, and leaves the labels of others", async () => {
    for (const name of ["bug", "plan: none", "plan: failed", "plan: something else"]) github.labels.add(name);
    await set("plan: destroys");
    expect([...github.labels].sort()).toEqual(["bug", "plan: destroys", "plan: something else"]);
  });

  test("writes nothing when all is as it should be", async () => {
    github.labels.add("plan: none");
    await set("plan: none");
    expect(github.writes).toEqual([]);
  });

  test("does not mind that somebody else has taken the label away already", async () => {
    github.labels.add("plan: failed");
    github.before = ({ method }) => {
      if (method === "DELETE") github.labels.delete("plan: failed");
      return undefined;
    };
    await set("plan: none");
    expect([...github.labels]).toEqual(["plan: none"]);
  });
});
