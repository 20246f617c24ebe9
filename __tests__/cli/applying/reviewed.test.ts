import { typedDigests } from "../../../cli/applying/reviewed";

const digest = `sha256:${"a1".repeat(32)}`;

describe("digests that somebody types", () => {
  test("are taken with the name of their stack", () => {
    expect([...typedDigests([`production=${digest}`], ["production", "production-data"])]).toEqual([
      ["production", { digest }],
    ]);
  });

  test("need no name when there is one stack", () => {
    expect([...typedDigests([digest], ["staging"])]).toEqual([["staging", { digest }]]);
  });

  test("are refused all at once, each with what is wrong with it", () => {
    const typed = ["production=sha256:12", digest, `staging=${digest}`, `production=${digest}`, `production=${digest}`];
    expect(() => typedDigests(typed, ["production", "production-data"])).toThrow(
      [
        '--digest: "production=sha256:12" is no digest. The comment has them: <stack>=sha256:<64 hex digits>.',
        `--digest: "${digest}" names no stack, and there are production, production-data. Say <stack>=${digest}.`,
        '--digest: "staging" is not among the stacks that are applied: production, production-data.',
        "--digest: there are two for production.",
      ].join("\n"),
    );
  });
});
