import { reviewedIn } from "../../../cli/applying/review-comment";
import { withMarker, type Marker } from "../../../cli/github/marker";
import type { Account, Comment } from "../../../cli/github/pull-request";

const bot: Account = { login: "github-actions[bot]", id: 41_898_282 };
const person: Account = { login: "reviewer", id: 1001 };
const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;

function comment(id: number, marker: Partial<Marker>, more: Partial<Comment> = {}): Comment {
  const body = withMarker({ key: "production", run: [1, 1], part: 1, of: 1, ...marker }, "the plan");
  return { id, nodeId: `IC_${String(id)}`, author: bot, body, url: `https://github.example/${String(id)}`, ...more };
}

/** A pull request with these comments, some of them edited by somebody. */
const pull = (comments: readonly Comment[], editors: Readonly<Record<string, string>> = {}) => ({
  me: () => Promise.resolve(bot),
  comments: () => Promise.resolve(comments),
  editor: (nodeId: string) => {
    const login = editors[nodeId];
    return Promise.resolve(login === undefined ? undefined : { login });
  },
});

describe("what was reviewed on a pull request", () => {
  test("is what the newest comment says of each stack, wherever that stands", async () => {
    const comments = [
      comment(1, { run: [9, 2], digests: { production: digest("a") }, hashes: { production: { "aws_vpc.a": "12" } } }),
      comment(2, { run: [9, 1], digests: { production: digest("b"), "production-data": digest("c") } }),
      comment(3, { run: [10, 1], key: "staging", digests: { staging: digest("d") } }),
    ];
    expect([...(await reviewedIn(pull(comments), ["production", "production-data", "edge-eu"]))]).toEqual([
      ["production", { digest: digest("a"), hashes: { "aws_vpc.a": "12" } }],
      ["production-data", { digest: digest("c") }],
    ]);
  });

  test("is nothing that anybody else wrote, nor a comment without digests", async () => {
    const comments = [
      comment(1, { digests: { production: digest("a") } }, { author: person }),
      comment(2, { digests: { production: digest("a") } }, { author: undefined }),
      comment(3, { key: "configuration", run: [99, 1] }),
    ];
    expect([...(await reviewedIn(pull(comments), ["production"]))]).toEqual([]);
  });

  test("is refused when somebody edited it, the text or the marker", async () => {
    const own = comment(1, { digests: { production: digest("a") } });
    await expect(reviewedIn(pull([own], { IC_1: "reviewer" }), ["production"])).rejects.toThrow(
      "reviewer edited what was reviewed: https://github.example/1. Plan again, and have that reviewed. Nothing was applied.",
    );
    const changed = { ...own, body: own.body.replace("the plan", "another plan") };
    await expect(reviewedIn(pull([changed]), ["production"])).rejects.toThrow(/^Somebody edited what was reviewed/);
  });

  test("is taken when its author edited it: that is how a comment is kept up to date", async () => {
    const own = comment(1, { digests: { production: digest("a") } });
    expect((await reviewedIn(pull([own], { IC_1: "github-actions" }), ["production"])).size).toBe(1);
  });

  test("does not depend on edits of comments that say nothing of these stacks", async () => {
    const comments = [
      comment(1, { digests: { production: digest("a") } }),
      comment(2, { key: "staging", digests: { staging: digest("b") } }),
    ];
    expect((await reviewedIn(pull(comments, { IC_2: "reviewer" }), ["production"])).size).toBe(1);
  });
});
