import { readdirSync } from "node:fs";
import { receiveStacks } from "../../../../cli/commands/atlantis";
import { World, type Ran } from "../../world/world";
import { FakeGithub, HEAD } from "./fake-github";
import { zipped } from "./zipped";

const two = zipped([
  { path: "manifest.json", text: "{}" },
  { path: "stacks/production/cdk.tf.json", text: '{ "production": 1 }' },
  { path: "stacks/state/cdk.tf.json", text: '{ "state": 1 }' },
]);

describe("platform atlantis receive", () => {
  let github: FakeGithub;
  let world: World;
  let api: string;
  let slept: number;

  beforeEach(async () => {
    github = new FakeGithub();
    api = await github.start();
    world = new World([], { "in/old/cdk.tf.json": "{}" });
    slept = 0;
  });
  afterEach(() => {
    github.stop();
    world.dispose();
  });

  const run = (env: NodeJS.ProcessEnv = {}, atEachPause: () => void = () => undefined): Promise<Ran> => {
    const sleep = (seconds: number): Promise<void> => {
      slept += seconds;
      atEachPause();
      return Promise.resolve();
    };
    return world.run((context) => receiveStacks(context, `${world.root}/in`, { timeout: 60, sleep }), {
      env: {
        BASE_REPO_OWNER: "example",
        BASE_REPO_NAME: "platform",
        BASE_BRANCH_NAME: "main",
        HEAD_COMMIT: HEAD,
        GITHUB_TOKEN: "secret-token",
        GITHUB_API_URL: api,
        ...env,
      },
    });
  };

  test("writes the JSON of every stack that CI made of the commit, in place of what was there", async () => {
    github.runs = [{ id: 7, archive: two }];
    expect(await run()).toEqual({ code: 0, out: `Received 2 stacks of ${HEAD}: production, state.`, err: "" });
    expect(world.read("in/stacks/production/cdk.tf.json")).toBe('{ "production": 1 }');
    expect(world.read("in/manifest.json")).toBe("{}");
    expect(world.read("in/stacks/state/cdk.tf.json")).toBe('{ "state": 1 }');
    expect(() => world.read("in/old/cdk.tf.json")).toThrow("ENOENT");
  });

  test("takes nothing else of the archive, wherever it wants to go", async () => {
    const wrong = [
      "../stacks/evil/cdk.tf.json",
      "/tmp/cdk.tf.json",
      "stacks/../../evil/cdk.tf.json",
      "stacks\\..\\evil\\cdk.tf.json",
      "cdk.tf.json",
      "stacks/production/evil.tf",
      "stacks/production/.terraform.lock.hcl",
      "stacks/production/deep/cdk.tf.json",
      "stacks/Production/cdk.tf.json",
      "evil/manifest.json",
    ];
    const right = "stacks/production/cdk.tf.json";
    const archive = zipped([...wrong, right].map((path) => ({ path, text: "{}" })));
    github.runs = [{ id: 7, archive }];
    expect((await run()).out).toBe(`Received 1 stack of ${HEAD}: production.`);
    const written = readdirSync(`${world.root}/in`, { recursive: true, encoding: "utf8" });
    expect(written.sort()).toEqual(["stacks", "stacks/production", right]);
  });

  test("waits until CI has synthesized the commit", async () => {
    github.runs = [{ id: 7, status: "in_progress" }];
    const ran = await run({}, () => {
      if (slept === 30) github.runs = [{ id: 7, archive: two }];
    });
    expect(ran.code).toBe(0);
    expect(slept).toBe(30);
  });

  test("waits for a run that has yet to begin, but not for ever", async () => {
    expect(await run()).toMatchObject({
      code: 1,
      err: `.github/workflows/plan.yml has not synthesized ${HEAD} within 60 seconds. Once it has, comment "atlantis plan".`,
    });
    expect(slept).toBe(60);
  });

  test.each([
    ["failed", { id: 7 }],
    ["has been there too long", { id: 7, archive: two, expired: true }],
  ])("says so when the run %s, without waiting", async (_why, made) => {
    github.runs = [made];
    expect(await run()).toMatchObject({
      code: 1,
      err: expect.stringMatching(/has ended for a{40} without an artifact/),
    });
    expect(slept).toBe(0);
  });

  test("takes the newest run of the right workflow and commit, and looks at no other", async () => {
    const other = zipped([{ path: "stacks/other/cdk.tf.json", text: "{}" }]);
    github.runs = [
      { id: 9, archive: other, path: ".github/workflows/mine.yml" },
      { id: 8, archive: other, head: "b".repeat(40) },
      { id: 5, archive: other },
      { id: 7, archive: two },
    ];
    expect((await run()).out).toContain("production, state");
  });

  test("refuses a pull request that lacks commits of its base: it would plan to undo them", async () => {
    github.behind = 3;
    github.runs = [{ id: 7, archive: two }];
    expect(await run()).toMatchObject({
      code: 1,
      err: "The pull request lacks 3 of the commits on main: its plan would undo them. Merge main into it.",
    });
    expect(() => world.read("in/stacks/production/cdk.tf.json")).toThrow("ENOENT");
  });

  test("refuses an archive that is not the one that CI made, and leaves nothing behind", async () => {
    github.runs = [{ id: 7, archive: two, digest: `sha256:${"0".repeat(64)}` }];
    expect((await run()).err).toMatch(
      /^Artifact 7 arrived with the digest sha256:[0-9a-f]{64}, but CI made it with sha256:0+\.$/,
    );
    expect(() => world.read("in/stacks/production/cdk.tf.json")).toThrow("ENOENT");
  });

  test("refuses an artifact that is too large, before it takes it", async () => {
    github.runs = [{ id: 7, archive: two, size: 67108865 }];
    expect((await run()).err).toBe("Artifact 7 of run 7 has 67108865 bytes; at most 67108864.");
    expect(github.asked.filter((url) => url.endsWith("/zip"))).toEqual([]);
  });

  test("refuses an artifact of which nothing says what it should be", async () => {
    github.runs = [{ id: 7, archive: two, digest: null }];
    expect((await run()).err).toBe("Artifact 7 of run 7 has no digest, so nothing shows that it is whole.");
  });

  test.each([
    [Buffer.from("<html>"), 'The artifact "stacks" is not a zip archive.'],
    [zipped([{ path: "README.md", text: "" }]), 'The artifact "stacks" holds no stacks/<stack>/cdk.tf.json.'],
  ])("refuses an artifact without stacks", async (archive, err) => {
    github.runs = [{ id: 7, archive }];
    expect(await run()).toMatchObject({ code: 1, err });
  });

  test("says what a token must be able to do that GitHub does not take, and never prints it", async () => {
    const { err } = await run({ GITHUB_TOKEN: "wrong-token" });
    expect(err).toMatch(
      /GitHub answered 404\. The token must be able to read contents and actions of this repository\.$/,
    );
    expect(err).not.toContain("wrong-token");
  });

  test("says that GitHub can't be reached", async () => {
    github.stop();
    expect((await run()).err).toMatch(/GitHub can't be reached\.$/);
  });

  test("names every variable that is missing, and asks nobody", async () => {
    expect((await run({ GITHUB_TOKEN: "", HEAD_COMMIT: undefined })).err).toMatch(
      /^HEAD_COMMIT, GITHUB_TOKEN: not set\./,
    );
    expect((await run({ HEAD_COMMIT: "main" })).err).toBe('HEAD_COMMIT: "main" is not a commit\'s whole hash.');
    expect(github.asked).toEqual([]);
  });
});
