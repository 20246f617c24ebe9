import { failureOf, faultOf, Refusal } from "../../../cli/github/fault";
import { openPullRequest } from "../../../cli/github/octokit";
import type { PullRequest } from "../../../cli/github/pull-request";
import { FakeGitHub } from "./fake-github";

const secondary = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";

describe("openPullRequest", () => {
  let github: FakeGitHub;
  const told: string[] = [];

  beforeEach(async () => {
    github = await FakeGitHub.start();
    told.length = 0;
  });
  afterEach(async () => {
    await github.stop();
  });

  const placed = () => ({ api: github.api, owner: "example", repo: "platform", pull: 7 });
  const open = (spaced: boolean, token = "secret-token"): Promise<PullRequest> =>
    openPullRequest(placed(), token, (text) => told.push(text), { second: 1, spaced });

  /** What people would be told of an error. */
  const failure = async (question: Promise<unknown>): Promise<Error> => {
    const error: unknown = await question.then(() => undefined).catch((thrown: unknown) => thrown);
    const fault = faultOf(error, 0, Date.now());
    if (!fault) throw error;
    return failureOf(fault, placed());
  };

  test("asks again when GitHub has a fault", async () => {
    let left = 2;
    github.before = () => (left-- > 0 ? { status: 502 } : undefined);
    expect(await (await open(false)).comments()).toEqual([]);
    expect(github.requests).toHaveLength(3);
  });

  test.each([403, 429])("waits as long as a secondary limit of %i says, and asks again", async (status) => {
    let left = 1;
    const headers = { "retry-after": "40" };
    github.before = () => (left-- > 0 ? { status, message: secondary, headers } : undefined);
    const start = Date.now();
    expect(await (await open(true)).comments()).toEqual([]);
    expect(Date.now() - start).toBeGreaterThanOrEqual(39);
  });

  test("does not wait for a limit that lasts longer than people would", async () => {
    github.before = () => ({ status: 403, message: secondary, headers: { "retry-after": "3000" } });
    expect((await failure((await open(true)).comments())).message).toBe(
      `${github.api} answered 403: ${secondary}\nGitHub wants 3,000 seconds of rest. Run the command again after that.`,
    );
    expect(github.requests).toHaveLength(1);
  });

  test("writes once: who writes looks before the next try", async () => {
    github.before = () => ({ status: 502 });
    await failure((await open(false)).create("text"));
    github.before = () => ({ status: 403, message: secondary, headers: { "retry-after": "0" } });
    await failure((await open(true)).create("text"));
    expect(github.requests).toHaveLength(2);
  });

  test("leaves a second between two writes", async () => {
    const pull = await open(true);
    const comment = github.say("text");
    const start = Date.now();
    await pull.edit(comment.id, "a");
    await pull.edit(comment.id, "b");
    expect(Date.now() - start).toBeGreaterThanOrEqual(990);
  });

  test("says what a comment is, and that it is gone", async () => {
    const pull = await open(false);
    const { id } = github.say("text");
    expect(await pull.comment(id)).toMatchObject({ id, nodeId: `IC_${id}`, body: "text" });
    expect(await pull.comment(1)).toBeUndefined();
  });

  test.each([
    [false, false],
    [true, true],
    ["gone", true],
  ] as const)("knows a pull request from a fork (%s)", async (fork, known) => {
    github.fork = fork;
    expect(await (await open(false)).fromFork()).toBe(known);
  });

  test("sends the token in a header, and nowhere else", async () => {
    await (await open(false)).comments();
    expect(github.requests.map(({ authorization }) => authorization)).toEqual(["token secret-token"]);
    expect(JSON.stringify(github.requests.map(({ path, body }) => [path, body]))).not.toContain("secret-token");
  });

  describe("tells people", () => {
    test("that the token is wrong, without the token", async () => {
      const { message } = await failure((await open(false, "expired-token")).comments());
      expect(message).toBe(
        `${github.api} answered 401: Bad credentials\nThe token in GITHUB_TOKEN or GH_TOKEN is wrong or has expired.`,
      );
    });

    test("which permission is missing", async () => {
      github.before = () => ({ status: 403, message: "Resource not accessible by integration" });
      const error = await failure((await open(false)).create("text"));
      expect(error).toBeInstanceOf(Refusal);
      expect(error.message).toBe(
        `${github.api} answered 403: Resource not accessible by integration\nThe token may not comment on example/platform#7. In a workflow the job needs \`permissions: { pull-requests: write }\`; a token of a person or an app needs write access to pull requests.`,
      );
    });

    test("that the pull request is not there, or not to be seen", async () => {
      github.before = () => ({ status: 404 });
      const { message } = await failure((await open(false)).comments());
      expect(message).toContain("404: Not Found\nThere is no example/platform#7, or the token may not see it.");
      expect(message).toContain("pull-requests: write");
    });

    test("that a comment is too long", async () => {
      const { message } = await failure((await open(false)).create("x".repeat(65_537)));
      expect(message).toMatch(
        /^\S+ answered 422: Validation Failed: .*Body is too long.*\nA part of the comment is longer than GitHub takes: 65,536 characters\.$/,
      );
    });

    test("that GitHub has a fault, and not the whole page of it", async () => {
      github.before = () => ({ status: 503, message: `No server is available.\n${"<p>".repeat(200)}` });
      const { message } = await failure((await open(false)).comments());
      expect(message).toBe(
        `${github.api} answered 503: No server is available.\nGitHub has a fault. Run the command again later.`,
      );
    });

    test("that GitHub can't be reached", async () => {
      const { api } = github;
      const pull = await open(false);
      await github.stop();
      const error: unknown = await pull.comments().catch((thrown: unknown) => thrown);
      github = await FakeGitHub.start();
      const fault = faultOf(error, 0, Date.now());
      expect(fault && failureOf(fault, { ...placed(), api }).message).toMatch(`${api} can't be reached: `);
    });

    test("what GraphQL refuses, which it does with status 200", async () => {
      const message = "Resource not accessible by integration";
      github.before = () => ({ status: 200, body: { data: null, errors: [{ type: "FORBIDDEN", message }] } });
      expect((await failure((await open(false)).me())).message).toContain(`answered 403: ${message}\n`);
    });
  });
});
