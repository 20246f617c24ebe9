import { placeOf, tokenOf } from "../../../cli/github/place";

const env = { GITHUB_REPOSITORY: "example/platform" };
const place = { api: "https://api.github.com", owner: "example", repo: "platform", pull: 7 };

describe("placeOf", () => {
  test("takes the number that was typed before all others", () => {
    expect(placeOf({ ...env, GITHUB_REF: "refs/pull/8/merge" }, 7, { pull_request: { number: 9 } })).toEqual(place);
  });

  test.each(["refs/pull/7/merge", "refs/pull/7/head"])("takes it from %s", (ref) => {
    expect(placeOf({ ...env, GITHUB_REF: ref }, undefined, undefined)).toEqual(place);
  });

  test.each([
    ["of a pull request", { pull_request: { number: 7 } }],
    ["of a comment on a pull request", { issue: { number: 7, pull_request: { url: "https://example.org" } } }],
  ])("takes it from an event %s", (_, event) => {
    expect(placeOf({ ...env, GITHUB_REF: "refs/heads/main" }, undefined, event)).toEqual(place);
  });

  test("asks the API of a GitHub Enterprise Server", () => {
    const server = { ...env, GITHUB_API_URL: "https://github.example.org/api/v3/" };
    expect(placeOf(server, 7, undefined).api).toBe("https://github.example.org/api/v3");
  });

  test.each([
    ["nothing is known", undefined],
    ["the event is a comment on an issue", { issue: { number: 7 } }],
    ["the event is of another form", ["?"]],
  ])("says what to set when %s", (_, event) => {
    expect(() =>
      placeOf({ GITHUB_REPOSITORY: "example", GITHUB_API_URL: "http://github.example" }, undefined, event),
    ).toThrow(
      [
        `GITHUB_API_URL: "http://github.example" is not an address that begins with https://.`,
        `GITHUB_REPOSITORY: "example" is not a repository. Set it to <owner>/<name>, as GitHub Actions does.`,
        "Which pull request? Say --pull <number>. In GitHub Actions, GITHUB_REF or GITHUB_EVENT_PATH name it.",
      ].join("\n"),
    );
  });

  test("does not take a path for a repository", () => {
    expect(() => placeOf({ GITHUB_REPOSITORY: "example/../x" }, 7, undefined)).toThrow('"example/../x" is not');
  });
});

describe("tokenOf", () => {
  test.each([
    [{ GITHUB_TOKEN: "a", GH_TOKEN: "b" }, "a"],
    [{ GITHUB_TOKEN: "", GH_TOKEN: "b" }, "b"],
    [{ GITHUB_TOKEN: "" }, undefined],
    [{}, undefined],
  ])("of %j is %s", (variables, token) => {
    expect(tokenOf(variables)).toBe(token);
  });
});
