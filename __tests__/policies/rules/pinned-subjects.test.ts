import { pinnedSubjects } from "../../../policies/rules/pinned-subjects";
import { subject } from "../../helpers/subjects";

const github = "token.actions.githubusercontent.com";
const provider = { Federated: ["${aws_iam_openid_connect_provider.github.arn}"] };
const action = ["sts:AssumeRoleWithWebIdentity"];
const aud = { [`${github}:aud`]: ["sts.amazonaws.com"] };
const sub = { [`${github}:sub`]: ["repo:example/platform:environment:production"] };

function check(condition: object, change: object = {}) {
  const statement = { Sid: "GitHub", Effect: "Allow", Principal: provider, Action: action, Condition: condition };
  const policy = JSON.stringify({ Statement: [{ ...statement, ...change }] });
  return pinnedSubjects.check(subject({ resource: { aws_iam_role: { apply: { assume_role_policy: policy } } } }));
}

function pin(...subjects: readonly string[]) {
  return { StringEquals: { ...aud, [`${github}:sub`]: subjects } };
}

describe("IAM-04", () => {
  test.each([
    pin("repo:example/platform:environment:production"),
    pin("repo:example/platform:pull_request", "repo:example/platform:ref:refs/heads/main"),
    pin("repo:${var.repository}:environment:production"),
    {
      StringEquals: {
        "${replace(aws_eks_cluster.main.url, https, x)}:aud": "sts.amazonaws.com",
        "${replace(aws_eks_cluster.main.url, https, x)}:sub": "system:serviceaccount:loki:${lower(2 * 3)}",
      },
    },
  ])("lets %j pass", (condition) => {
    expect(check(condition)).toEqual([]);
  });

  test.each([
    { Effect: "Deny" },
    { Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
    { Principal: { Federated: "saml" }, Action: "sts:AssumeRoleWithSAML" },
  ])("is about trusts in identity providers only, not %j", (change) => {
    expect(check({}, change)).toEqual([]);
  });

  const noAudience = "the audience (…:aud) is not pinned by StringEquals";
  const noSubject = "the subject (…:sub) is not pinned by StringEquals";

  test.each<[object, readonly string[]]>([
    [{}, [noAudience, noSubject]],
    [{ StringEquals: aud }, [noSubject]],
    [{ StringEquals: sub }, [noAudience]],
    [{ StringEquals: aud, StringLike: sub }, [noSubject]],
    [{ StringEquals: aud, StringEqualsIfExists: sub }, [noSubject]],
    [{ StringEquals: aud, "ForAllValues:StringEquals": sub }, [noSubject]],
    [pin("repo:example/*"), ['the subject "repo:example/*" has a wildcard']],
    [pin("repo:example/platform:*"), ['the subject "repo:example/platform:*" has a wildcard']],
    [
      pin("repo:example/platform:ref:refs/heads/?"),
      ['the subject "repo:example/platform:ref:refs/heads/?" has a wildcard'],
    ],
    [pin("repo:example/platform"), ['the subject "repo:example/platform" does not name a repository and what of it']],
    [
      pin("repo:example:pull_request"),
      ['the subject "repo:example:pull_request" does not name a repository and what of it'],
    ],
    [
      pin("repo:example/platform:pull_request", "system:serviceaccount:*:loki"),
      ['the subject "system:serviceaccount:*:loki" has a wildcard'],
    ],
  ])("finds %j", (condition, faults) => {
    expect(check(condition)).toEqual(
      faults.map((fault) => ({
        address: "aws_iam_role.apply",
        found: `assume_role_policy, statement "GitHub": ${fault}.`,
      })),
    );
  });

  test.each([
    { Action: ["sts:TagSession", "sts:AssumeRoleWithWebIdentity"] },
    { Action: "sts:*" },
    { Action: ["*"] },
    { NotAction: "s3:*", Action: undefined },
  ])("finds it whichever way the action is allowed: %j", (change) => {
    expect(check({}, change)).toHaveLength(2);
  });
});
