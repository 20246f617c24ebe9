import type { Wanted } from "../../../cli/github/decide";
import { parseMarked, withMarker } from "../../../cli/github/marker";
import { openPullRequest } from "../../../cli/github/octokit";
import { upsert, type Posted } from "../../../cli/github/upsert";
import { bot, FakeGitHub, human, type Request } from "./fake-github";

const COMMENTS = "/repos/example/platform/issues/7/comments";
const ONE = "/repos/example/platform/issues/comments";

describe("upsert", () => {
  let github: FakeGitHub;

  beforeEach(async () => {
    github = await FakeGitHub.start();
  });
  afterEach(async () => {
    await github.stop();
  });

  const post = async (wanted: Partial<Wanted> = {}, second = 1): Promise<Posted> => {
    const place = { api: github.api, owner: "example", repo: "platform", pull: 7 };
    const pace = { second, spaced: false };
    const told: string[] = [];
    const pull = await openPullRequest(place, "secret-token", (text) => told.push(text), pace);
    const posted = await upsert(pull, place, { key: "staging", run: [12, 1], parts: ["the plan"], ...wanted }, pace);
    expect(told).toEqual([]);
    return posted;
  };

  const old = (text: string, run: readonly [number, number] = [11, 1], part = 1, of = 1): string =>
    withMarker({ key: "staging", run, part, of }, text);

  const markers = (): unknown[] => github.comments.map(({ body }) => parseMarked(body)?.marker);

  /** Lets something happen once, at the first request of a kind. */
  const once = (method: string, path: string, happens: () => unknown): ((request: Request) => Promise<undefined>) => {
    let done = false;
    return async (request) => {
      if (done || request.method !== method || !request.path.startsWith(path)) return undefined;
      done = true;
      await happens();
      return undefined;
    };
  };

  describe("alone", () => {
    test("creates a comment, with a marker that people don't see", async () => {
      const digests = { staging: "sha256:aa", "staging-vault": "sha256:bb" };
      const posted = await post({ head: "0123abc", digests });
      expect(posted).toEqual({
        kind: "created",
        url: "https://github.example/example/platform/pull/7#issuecomment-501",
      });
      expect(github.shown).toEqual(["the plan"]);
      expect(markers()).toEqual([
        { key: "staging", run: [12, 1], head: "0123abc", part: 1, of: 1, digests, hash: expect.any(String) },
      ]);
      expect(github.writes).toEqual([`POST ${COMMENTS}`]);
    });

    test("edits its earlier comment in place, on whatever page it stands", async () => {
      for (let number = 0; number < 25; number += 1) github.say(`comment ${number}`, human);
      const mine = github.say(old("the plan of yesterday"));
      for (let number = 0; number < 25; number += 1) github.say(`comment ${number}`, human);
      github.pageSize = 10;
      expect(await post()).toEqual({ kind: "edited", url: expect.stringContaining(`#issuecomment-${mine.id}`) });
      expect(github.writes).toEqual([`PATCH ${ONE}/${mine.id}`]);
      expect(github.comments).toHaveLength(51);
      expect(github.shown[25]).toBe("the plan");
    });

    test("leaves a comment that says the same", async () => {
      await post();
      github.requests.length = 0;
      expect(await post()).toMatchObject({ kind: "unchanged" });
      expect(github.writes).toEqual([]);
    });

    test("writes again what somebody has edited", async () => {
      await post();
      const [comment] = github.comments;
      if (comment) comment.body = comment.body.replace("the plan", "no changes at all");
      expect(await post()).toMatchObject({ kind: "edited" });
      expect(github.shown).toEqual(["the plan"]);
    });

    test("takes a text that GitHub has tidied for the same", async () => {
      await post({ parts: ["line\nline \n\n"] });
      const [comment] = github.comments;
      if (comment) comment.body = comment.body.trimEnd().replaceAll("\n", "\r\n");
      expect(await post({ parts: ["line\nline \n\n"] })).toMatchObject({ kind: "unchanged" });
    });

    test("is content with what GitHub makes of its text", async () => {
      github.after = ({ method }) => {
        const [comment] = github.comments;
        if (method !== "GET" && comment) comment.body = comment.body.replace("the plan", "the pl@n");
        return undefined;
      };
      await post({ parts: ["the plan"] });
      expect(github.writes).toEqual([`POST ${COMMENTS}`]);
    });

    test("has a newer run say so, even if the text is the same: an older one must not come after it", async () => {
      await post({ run: [12, 1] });
      expect(await post({ run: [13, 1] })).toMatchObject({ kind: "edited" });
      expect(await post({ run: [12, 2], parts: ["late"] })).toEqual({ kind: "superseded", by: [13, 1] });
      expect(github.shown).toEqual(["the plan"]);
    });

    test.each([
      { run: [11, 9], by: [12, 1] },
      { run: [12, 1], by: [12, 2] },
      { run: [0, 0], by: [1, 1] },
    ] as const)("leaves the comment of run $by to it, being run $run", async ({ run, by }) => {
      github.say(old("newer", by));
      expect(await post({ run })).toEqual({ kind: "superseded", by });
      expect(github.writes).toEqual([]);
    });

    test("keeps a comment for each set of environments", async () => {
      await post({ key: "production,staging", parts: ["both"] });
      await post({ key: "staging", parts: ["one"] });
      expect(github.shown).toEqual(["both", "one"]);
    });
  });

  describe("among others", () => {
    test("does not touch somebody else's comment that has our marker", async () => {
      github.say(old("not ours"), human);
      github.say(old("of an account that is gone"), null);
      expect(await post()).toMatchObject({ kind: "created" });
      expect(github.shown).toEqual(["not ours", "of an account that is gone", "the plan"]);
      expect(github.writes).toEqual([`POST ${COMMENTS}`]);
    });

    test("is not held up by somebody else's comment that claims to be newer", async () => {
      github.say(old("newest!", [999_999, 1]), human);
      expect(await post()).toMatchObject({ kind: "created" });
    });

    test("does not take a quote of its comment for it", async () => {
      const quote = `> ${old("the plan").replaceAll("\n", "\n> ")}\n\nLooks good.`;
      github.say(quote);
      await post();
      expect(github.shown).toEqual([quote, "the plan"]);
    });

    test.each([
      ["a person", human],
      ["an app", { login: "our-terraform[bot]", id: 2002 }],
    ])("knows its own comments, being %s", async (_, viewer) => {
      github.say(old("of the workflow"), bot);
      github.viewer = viewer;
      await post();
      await post({ parts: ["again"], run: [13, 1] });
      expect(github.shown).toEqual(["of the workflow", "again"]);
    });
  });

  describe("in parts", () => {
    test("makes them in order, the first with the digests", async () => {
      const digests = { staging: "sha256:aa" };
      await post({ parts: ["one", "two", "three"], digests });
      expect(github.comments.map(({ body }) => parseMarked(body)?.marker.digests)).toEqual([
        digests,
        undefined,
        undefined,
      ]);
      expect(github.shown).toEqual(["one", "two", "three"]);
      expect(markers()).toMatchObject([
        { part: 1, of: 3 },
        { part: 2, of: 3 },
        { part: 3, of: 3 },
      ]);
    });

    test("folds away those that are no longer needed, and unfolds them when they are", async () => {
      await post({ parts: ["one", "two", "three"] });
      await post({ parts: ["short"], run: [13, 1] });
      expect(github.shown).toEqual(["short"]);
      expect(github.comments.map(({ body }) => body.includes("two") || body.includes("three"))).toEqual([
        false,
        false,
        false,
      ]);
      await post({ parts: ["1", "2"], run: [14, 1] });
      expect(github.shown).toEqual(["1", "2"]);
      expect(github.comments).toHaveLength(3);
    });

    test("leaves one line in the place of a part that GitHub does not let it fold", async () => {
      await post({ parts: ["one", "two"] });
      github.before = ({ path, body }) => (path === "/graphql" && "variables" in body ? { status: 403 } : undefined);
      await post({ parts: ["short"], run: [13, 1] });
      expect(github.shown).toEqual([
        "short",
        "_This part of the plan is no longer needed: see the first comment of the plan above._",
      ]);
      github.requests.length = 0;
      expect(await post({ parts: ["short"], run: [13, 1] })).toMatchObject({ kind: "unchanged" });
      expect(github.writes).toEqual([]);
    });

    test("makes a part again that somebody has deleted", async () => {
      await post({ parts: ["one", "two"] });
      github.comments.shift();
      await post({ parts: ["one", "two"] });
      expect([...github.shown].sort()).toEqual(["one", "two"]);
    });

    test("posts nothing when a part is longer than GitHub takes", async () => {
      await expect(post({ parts: ["short", "x".repeat(65_500)] })).rejects.toThrow(
        /^Part 2 of the comment has 65\d{3} characters with its marker; GitHub takes 65536 at most\. Nothing was posted\.$/,
      );
      expect(github.writes).toEqual([]);
    });
  });

  describe("with another run at the same time", () => {
    test("leaves the comment to a newer run that wrote while it looked", async () => {
      const mine = github.say(old("yesterday"));
      github.before = once("GET", `${ONE}/`, () => (mine.body = old("newer", [13, 1])));
      expect(await post()).toEqual({ kind: "superseded", by: [13, 1] });
      expect(github.shown).toEqual(["newer"]);
      expect(github.writes).toEqual([]);
    });

    test("writes over an older run that wrote right after it", async () => {
      const mine = github.say(old("yesterday"));
      github.after = once("PATCH", ONE, () => (mine.body = old("older, and late")));
      expect(await post()).toMatchObject({ kind: "edited" });
      expect(github.shown).toEqual(["the plan"]);
    });

    test("writes over an older run that wrote after it had looked, too", async () => {
      const mine = github.say(old("yesterday"));
      let looks = 0;
      github.after = ({ method, path }) => {
        looks += method === "GET" && path.startsWith(`${COMMENTS}?`) ? 1 : 0;
        if (looks === 2 && mine.body.includes("the plan")) mine.body = old("older, and very late");
        return undefined;
      };
      await post();
      expect(github.shown).toEqual(["the plan"]);
    });

    test("keeps the first of two comments that were made at once, with the newer text", async () => {
      github.before = once("POST", COMMENTS, () => github.say(old("older", [11, 1])));
      await post();
      expect(github.shown).toEqual(["the plan"]);
      expect(github.comments.map(({ minimized }) => minimized)).toEqual([false, true]);
    });

    test("folds its own away when a newer run was faster", async () => {
      github.before = once("POST", COMMENTS, () => github.say(old("newer", [13, 1])));
      expect(await post()).toEqual({ kind: "superseded", by: [13, 1] });
      expect(github.shown).toEqual(["newer"]);
    });

    test.each([1, 2, 3, 4, 5])(
      "ends with one comment of the newest of three runs that start at once (%i)",
      async () => {
        // They take turns in no order that can be known.
        github.before = () => new Promise((resolve) => setTimeout(() => resolve(undefined), Math.random() * 8));
        const runs = [10, 11, 12].map((number) => post({ run: [number, 1], parts: [`run ${number}`] }, 20));
        await Promise.all(runs);
        expect(github.shown).toEqual(["run 12"]);
      },
    );

    test("finds the comment that GitHub made although it answered 502", async () => {
      let answers = 0;
      github.after = ({ method }) => (method === "POST" && (answers += 1) === 1 ? { status: 502 } : undefined);
      expect(await post()).toMatchObject({ kind: "created", url: expect.stringContaining("-501") });
      expect(github.comments).toHaveLength(1);
    });

    test("does not write over a newer run after a failure", async () => {
      const mine = github.say(old("yesterday"));
      github.before = ({ method }) => {
        if (method !== "PATCH") return undefined;
        mine.body = old("newer", [13, 1]);
        return { status: 503 };
      };
      expect(await post()).toEqual({ kind: "superseded", by: [13, 1] });
    });

    test("gives up when something keeps writing", async () => {
      github.say(old("yesterday"));
      github.after = ({ method }) => {
        const [comment] = github.comments;
        if (method === "PATCH" && comment) comment.body = old("me");
        return undefined;
      };
      await expect(post()).rejects.toThrow("Something else keeps writing the comment of example/platform#7.");
    });
  });
});
