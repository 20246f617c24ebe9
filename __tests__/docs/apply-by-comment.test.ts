import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { root } from "./markdown";

const step = z.object({
  id: z.string().optional(),
  run: z.string().optional(),
  env: z.record(z.string(), z.string()).optional(),
});
const steps = z.object({ steps: z.array(step) });
const workflow = z.object({ jobs: z.object({ ask: steps, reviewed: steps }) });
const { jobs } = workflow.parse(parse(readFileSync(join(root, ".github/workflows/apply.yml"), "utf8")));
const script = jobs.ask.steps.find(({ id }) => id === "decide")?.run ?? "";

const folder = mkdtempSync(join(tmpdir(), "platform-apply-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What GitHub says, as `gh api` prints it after its filter. */
interface World {
  readonly body?: string;
  readonly permission?: string;
  /** State, head, merge that was tried, author. */
  readonly pull?: string;
  readonly approvals?: string;
  readonly second?: string;
}

/** Runs the script of the workflow with a `gh` that answers by the address that it is asked. */
function decide(said: World): { readonly status: number | null; readonly out: string; readonly outputs: string } {
  const answers = {
    PERMISSION: said.permission ?? "write",
    PULL_REQUEST: said.pull ?? "clean h1 m1 author",
    APPROVALS: said.approvals ?? "reviewer",
    SECOND: said.second ?? "h1",
  };
  const gh = join(folder, "gh");
  writeFileSync(
    gh,
    `#!/bin/bash
case "$*" in
  *"/collaborators/somebody/permission "*) echo "$PERMISSION" ;;
  *"/collaborators/reviewer/permission "*) echo admin ;;
  *"/collaborators/reader/permission "*) echo read ;;
  *"--paginate repos/o/r/pulls/7/reviews "*) [ "$HEAD:$AUTHOR" = h1:author ] && echo "$APPROVALS" ;;
  *"repos/o/r/pulls/7 "*) echo "$PULL_REQUEST" ;;
  *"repos/o/r/commits/m1 "*) echo "$SECOND" ;;
  *) echo "gh $*" >&2; exit 1 ;;
esac
`,
  );
  chmodSync(gh, 0o755);
  const output = join(folder, "output");
  writeFileSync(output, "");
  const env = {
    ...answers,
    PATH: `${folder}:/usr/bin:/bin`,
    ACTOR: "somebody",
    BODY: said.body ?? "platform apply production",
    GITHUB_OUTPUT: output,
    GITHUB_REPOSITORY: "o/r",
    PULL: "7",
  };
  // As GitHub runs a script: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
  const { status, stdout } = spawnSync("bash", ["-e", "-c", script], { env, encoding: "utf8" });
  return { status, out: stdout, outputs: readFileSync(output, "utf8") };
}

describe("the comment platform apply", () => {
  test.each(["platform apply production", "platform apply production\r\n"])(
    "applies what is approved for %j",
    (body) => {
      expect(decide({ body })).toEqual({ status: 0, out: "", outputs: "environment=production\nmerge=m1\n" });
    },
  );

  test("applies what a reader has approved, too, beside somebody who may write", () => {
    for (const approvals of ["reader\nreviewer", "reviewer\nreader"]) expect(decide({ approvals }).status).toBe(0);
  });

  test.each<[string, World, string]>([
    [
      "with more words",
      { body: "platform apply production please" },
      'the comment is not "platform apply <environment>" alone.',
    ],
    [
      "with a command in it",
      { body: "platform apply $(touch x)" },
      'the comment is not "platform apply <environment>" alone.',
    ],
    [
      "with lines after it",
      { body: "platform apply production\nmerge=x" },
      'the comment is not "platform apply <environment>" alone.',
    ],
    ["for another environment", { body: "platform apply staging" }, "no workflow applies staging."],
    ["when checks fail", { pull: "blocked h1 m1 author" }, "the pull request can not be merged as it is: blocked."],
    [
      "on a fork",
      { pull: "closed,-a-draft h1 m1 author" },
      "the pull request can not be merged as it is: closed,-a-draft.",
    ],
    ["without an approval of this commit", { approvals: "" }, "nobody who may write has approved h1."],
    [
      "while GitHub still merges",
      { second: "h0" },
      "GitHub has not merged h1 for a try yet; comment again in a minute.",
    ],
  ])("is refused %s, and a comment says so", (_how, world, why) => {
    expect(decide(world)).toEqual({ status: 1, out: `Not applied: ${why}\n`, outputs: `refusal=${why}\n` });
  });

  test("is asked again once the environment is approved, and applies what was synthesized or nothing", () => {
    const [again, same] = jobs.reviewed.steps;
    expect(again).toEqual(jobs.ask.steps[0]);
    const run = (now: string) =>
      spawnSync("bash", ["-e", "-c", same?.run ?? ""], { env: { PATH: "/usr/bin:/bin", MERGE: "m1", NOW: now } })
        .status;
    expect([run("m1"), run("m2"), run("")]).toEqual([0, 1, 1]);
  });

  test.each(["read", "none"])("gets no answer from who may not write: %s", (permission) => {
    const out = "Not applied: somebody may not write to this repository.\n";
    expect(decide({ permission, body: "platform apply nothing" })).toEqual({ status: 1, out, outputs: "" });
  });
});
