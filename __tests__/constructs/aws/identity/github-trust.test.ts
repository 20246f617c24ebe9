import { githubTrust } from "../../../../constructs/aws/identity/github-trust";
import { policyDocument } from "../../../../constructs/aws/policy-document";

const PROVIDER = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";

describe("githubTrust", () => {
  test.each([
    ["pull_request", "repo:example/platform:pull_request"],
    [{ branch: "main" }, "repo:example/platform:ref:refs/heads/main"],
    [{ environment: "production" }, "repo:example/platform:environment:production"],
  ] as const)("for %j pins the subject exactly", (jobs, subject) => {
    expect(JSON.parse(policyDocument([githubTrust(PROVIDER, "example/platform", jobs)]))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AssumedByGithubJobs",
          Effect: "Allow",
          Principal: { Federated: [PROVIDER] },
          Action: ["sts:AssumeRoleWithWebIdentity"],
          Condition: {
            StringEquals: {
              "token.actions.githubusercontent.com:aud": ["sts.amazonaws.com"],
              "token.actions.githubusercontent.com:sub": [subject],
            },
          },
        },
      ],
    });
  });

  test("pins each of several subjects", () => {
    const { conditions } = githubTrust(PROVIDER, "example/platform", "pull_request", { branch: "main" });
    expect(conditions?.["StringEquals"]).toMatchObject({
      "token.actions.githubusercontent.com:sub": [
        "repo:example/platform:pull_request",
        "repo:example/platform:ref:refs/heads/main",
      ],
    });
  });

  test.each(["platform", "example/*", "*/platform", "example/platform:ref", "a/b/c"])(
    "refuses %j as a repository",
    (name) => {
      expect(() => githubTrust(PROVIDER, name, "pull_request")).toThrow(
        `"${name}" is not a GitHub repository such as example/platform.`,
      );
    },
  );

  test.each(["*", "", "production:x"])("refuses %j as an environment", (environment) => {
    expect(() => githubTrust(PROVIDER, "example/platform", { environment })).toThrow(
      `"${environment}" can't be the environment of a trust: letters, digits, ".", "_" and "-".`,
    );
  });

  test.each(["*", "", "main/*"])("refuses %j as a branch", (branch) => {
    expect(() => githubTrust(PROVIDER, "example/platform", { branch })).toThrow(
      `"${branch}" can't be the branch of a trust: letters, digits, ".", "_" and "-".`,
    );
  });
});
