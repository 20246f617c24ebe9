import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { awsNames } from "../../config/aws-names";
import { loadPlatform } from "../../stacks/load-platform";
import { root } from "./markdown";

const folder = ".github/workflows";
const files = readdirSync(join(root, folder));

const concurrency = z.strictObject({ group: z.string(), "cancel-in-progress": z.boolean() });
const permissions = z.record(z.string(), z.enum(["read", "write"]));
const step = z.strictObject({
  id: z.string().optional(),
  name: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  env: z.record(z.string(), z.string()).optional(),
  with: z.record(z.string(), z.unknown()).optional(),
});
const own = z.object({
  if: z.string().optional(),
  "timeout-minutes": z.int().min(1).max(120),
  permissions: permissions.optional(),
  concurrency: concurrency.optional(),
  environment: z.string().optional(),
  steps: z.array(step).min(1),
});
/** A job whose steps are in another workflow of this repository. */
const borrowed = z.object({
  permissions,
  uses: z.string().startsWith("./.github/workflows/"),
  with: z.record(z.string(), z.string()),
});
const workflow = z.object({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions: z.union([z.strictObject({ contents: z.literal("read") }), z.strictObject({})]),
  concurrency: concurrency.optional(),
  jobs: z.record(z.string(), z.union([own, borrowed])),
});
const manifest = z.object({ scripts: z.record(z.string(), z.string()) });

type Job = z.infer<typeof own>;

const texts = new Map(files.map((file) => [file, readFileSync(join(root, folder, file), "utf8")]));

function read(file: string): z.infer<typeof workflow> {
  return workflow.parse(parse(texts.get(file) ?? ""));
}

/** The jobs that have steps, by workflow and name. */
const jobs = new Map<string, Job>(
  files.flatMap((file) =>
    Object.entries(read(file).jobs).flatMap(([name, job]) =>
      "steps" in job ? [[`${file}: ${name}`, job] as const] : [],
    ),
  ),
);

function job(name: string): Job {
  const found = jobs.get(name);
  if (found === undefined) throw new Error(`There is no job "${name}".`);
  return found;
}

function scripts({ steps }: Job): string {
  return steps.map(({ run = "" }) => run).join("\n");
}

describe.each(files)("the workflow %s", (file) => {
  const text = texts.get(file) ?? "";

  test("has time limits, and rights for each job alone", () => {
    expect(workflow.safeParse(parse(text)).error?.issues).toBeUndefined();
  });

  test("is one run at a time, or is started by one that is, or has such jobs", () => {
    const { concurrency: limit, on, jobs: all } = read(file);
    const limited = Object.values(all).filter((one) => "environment" in one);
    expect(
      limit !== undefined ||
        "workflow_call" in on ||
        (limited.length > 0 &&
          limited.every((one) => "concurrency" in one && one.concurrency?.["cancel-in-progress"] === false)),
    ).toBe(true);
  });

  test("pins every action by its commit, with the version beside it", () => {
    const uses = text.split("\n").filter((line) => /^\s*(- )?uses:/.test(line) && !/uses: \.\//.test(line));
    for (const line of uses) expect(line).toMatch(/uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test("runs without any secret, and nothing of a pull request with more rights", () => {
    expect(text).not.toMatch(/secrets\.|pull_request_target|persist-credentials: true/);
  });

  test("leaves no token in the checkout", () => {
    for (const { steps } of [...jobs].filter(([name]) => name.startsWith(`${file}: `)).map(([, one]) => one)) {
      const checkouts = steps.filter(({ uses = "" }) => uses.startsWith("actions/checkout@"));
      for (const { with: settings } of checkouts) expect(settings).toMatchObject({ "persist-credentials": false });
    }
  });

  test("puts nothing into a script that somebody could have written: values come by variables", () => {
    const all = [...jobs].filter(([name]) => name.startsWith(`${file}: `));
    expect(all.filter(([, one]) => scripts(one).includes("${{")).map(([name]) => name)).toEqual([]);
  });

  test("runs scripts that exist", () => {
    const { scripts: known } = manifest.parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
    const named = [...text.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name = ""]) => name);
    expect(named.filter((name) => known[name] === undefined)).toEqual([]);
  });
});

test("one action has one version in all workflows", () => {
  const pins = [...texts.values()].flatMap((text) =>
    [...text.matchAll(/uses: ([\w-][\w./-]+)@(\S+ # \S+)/g)].map(
      ([, action, pin]) => `${String(action)} ${String(pin)}`,
    ),
  );
  const actions = new Set([...new Set(pins)].map((pin) => pin.split(" ")[0]));
  expect(new Set(pins).size).toBe(actions.size);
});

test("CI runs on the Node versions that the platform supports", () => {
  expect(texts.get("ci.yml")).toContain("node: [20, 22, 24]");
});

test("every right that a job has is one that somebody has thought of", () => {
  const more = [...jobs].flatMap(([name, { permissions: has = {} }]) => {
    const rights = Object.entries(has).filter(([right, level]) => right !== "contents" || level !== "read");
    return rights.length === 0 ? [] : [[name, Object.fromEntries(rights)]];
  });
  expect(Object.fromEntries(more)).toEqual({
    "apply.yml: answer": { "pull-requests": "write" },
    "apply.yml: ask": { checks: "read", "pull-requests": "read", statuses: "read" },
    "apply.yml: merged": { "pull-requests": "read" },
    "apply.yml: production": { "id-token": "write", "pull-requests": "write" },
    "apply.yml: reviewed": { checks: "read", "id-token": "write", "pull-requests": "write", statuses: "read" },
    "drift.yml: issue": { issues: "write" },
    "drift.yml: plan": { "id-token": "write" },
    "plan-environment.yml: comment": { "pull-requests": "write" },
    "plan-environment.yml: plan": { "id-token": "write" },
    "plan-fork.yml: comment": { actions: "read", "pull-requests": "write" },
    "promote.yml: promote": { contents: "write", "pull-requests": "write" },
    "release.yml: release": { contents: "write" },
  });
});

describe("beside a credential", () => {
  const powerful = [...jobs].filter(([, { permissions: has = {} }]) => Object.values(has).includes("write"));

  test.each(powerful)("%s installs nothing that runs by itself, and takes nothing from a cache", (_name, one) => {
    expect(scripts(one)).not.toMatch(/npm ci(?!.* --ignore-scripts)/);
    expect(one.steps.filter(({ with: settings }) => settings !== undefined && "cache" in settings)).toEqual([]);
  });

  test.each(powerful)("%s never checks out a commit that an event names", (_name, { steps }) => {
    const refs = steps.filter(
      ({ uses = "", with: settings }) => uses.startsWith("actions/checkout@") && settings?.["ref"],
    );
    expect(refs).toEqual([]);
  });

  test.each(["plan", "comment"])("%s of a pull request goes to main before anything runs", (name) => {
    const [first, second] = job(`plan-environment.yml: ${name}`).steps;
    expect(first).toMatchObject({ uses: expect.stringMatching(/^actions\/checkout@/), with: { "fetch-depth": 2 } });
    expect(second?.run).toBe("git checkout --quiet --detach 'HEAD^1'");
  });

  test.each(["plan-environment.yml: plan", "apply.yml: reviewed"])(
    "%s admits the stacks of a pull request before it signs in, and uses no others",
    (name) => {
      const { steps } = job(name);
      const admits = steps.findIndex(({ run = "" }) => run.includes('admit "$RUNNER_TEMP/handed-over"'));
      const signsIn = steps.findIndex(({ uses = "" }) => uses.startsWith("aws-actions/"));
      expect(admits).toBeGreaterThan(0);
      expect(signsIn).toBeGreaterThan(admits);
      const commands = steps.slice(signsIn).flatMap(({ run = "" }) => (run.includes("platform -- ") ? [run] : []));
      expect(commands).toHaveLength(1);
      expect(commands[0]).toContain('--stacks "$RUNNER_TEMP/handed-over"');
    },
  );

  test.each(["plan.yml: synth", "apply.yml: synth"])(
    "%s, which runs a pull request's code, has no identity",
    (name) => {
      const one = job(name);
      expect(one.permissions).toEqual({ contents: "read" });
      expect(one.environment).toBeUndefined();
      const uploads = one.steps.filter(({ uses = "" }) => uses.startsWith("actions/upload-artifact@"));
      expect(uploads.map(({ with: settings }) => settings?.["path"])).toEqual([
        "cdktf.out/manifest.json\ncdktf.out/stacks/*/cdk.tf.json\n",
      ]);
    },
  );

  test("what a pull request's code hands over, and what is made of it, is named by id, which that code can't choose", () => {
    const downloads = ["plan-environment.yml: plan", "plan-environment.yml: comment", "apply.yml: reviewed"].flatMap(
      (name) => job(name).steps.filter(({ uses = "" }) => uses.startsWith("actions/download-artifact@")),
    );
    expect(downloads).toHaveLength(3);
    for (const { with: settings } of downloads) {
      expect(settings).toMatchObject({ "artifact-ids": expect.stringMatching(/needs\.|inputs\./) });
      expect(settings).not.toHaveProperty("name");
    }
  });
});

describe("environments", () => {
  const loaded = loadPlatform(root);
  if (!loaded.ok) throw new Error("The environments can't be read.");
  const { environments, organization, stages } = loaded.platform;
  const deployed = environments.flatMap((one) =>
    one.kind === "eks" && one.data.github !== undefined
      ? [{ ...one, github: one.data.github, names: awsNames(organization.name, one.name, one.aws.account) }]
      : [],
  );

  test.each(deployed)("$name is planned in the role that its pull requests have", ({ name, aws, names }) => {
    const planned = read("plan.yml").jobs[name];
    const role = `arn:aws:iam::${aws.account}:role/${names.cluster}-plan`;
    expect(planned).toMatchObject({ with: { environment: name, role, region: aws.region } });
    expect(texts.get("drift.yml")).toContain(role);
  });

  test.each(deployed)("$name is applied in its environment on GitHub, which alone may", ({ name, github, names }) => {
    const applied = job(`apply.yml: ${name}`);
    expect(applied.environment).toBe(github.environment ?? name);
    expect(JSON.stringify(applied.steps)).toContain(`role/${names.cluster}-apply"`);
  });

  test("a promotion is offered from and to stages that there are", () => {
    const inputs = z.object({
      workflow_dispatch: z.object({ inputs: z.record(z.string(), z.object({ options: z.array(z.string()) })) }),
    });
    const { from, to } = inputs.parse(read("promote.yml").on).workflow_dispatch.inputs;
    const names = stages.map(({ name }) => name);
    expect([from?.options, to?.options]).toEqual([names.slice(0, -1), names.slice(1)]);
  });
});
