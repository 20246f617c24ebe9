import { GithubOidc } from "../../../../constructs/aws/identity/github-oidc";
import { githubTrust } from "../../../../constructs/aws/identity/github-trust";
import { PLAN_STATEMENTS } from "../../../../constructs/aws/identity/plan-statements";
import { stateAccess } from "../../../../constructs/aws/identity/state-access";
import { policyDocument } from "../../../../constructs/aws/policy-document";
import { synthesize } from "../../../helpers/synthesize";
import { awsStack } from "../data/example";

const state = {
  bucket: "example-state",
  prefix: "example/production",
  key: { alias: "example/state", account: "111122223333", region: "eu-central-1" },
};
const network = { sid: "Network", actions: ["ec2:CreateVpc"], resources: ["*"] };
const MADE = "${aws_iam_openid_connect_provider.github_provider.arn}";

function view(over = {}) {
  const stack = awsStack();
  new GithubOidc(stack, "github", {
    name: "production-github",
    repository: "example/platform",
    environment: "production",
    state,
    applyStatements: [network],
    ...over,
  });
  return synthesize(stack);
}

function role(kind: "plan" | "apply", over = {}) {
  const found = view(over);
  return {
    ...found.resource("aws_iam_role", { name: `production-github-${kind}` }).properties,
    policy: found.resource("aws_iam_role_policy", { role: `\${aws_iam_role.github_${kind}.name}` }).properties[
      "policy"
    ],
  };
}

describe("GithubOidc", () => {
  test("trusts GitHub's tokens", () => {
    expect(view().resource("aws_iam_openid_connect_provider").properties).toMatchObject({
      url: "https://token.actions.githubusercontent.com",
      client_id_list: ["sts.amazonaws.com"],
    });
  });

  test("uses the provider that the account has", () => {
    const providerArn = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
    expect(view({ providerArn }).resources("aws_iam_openid_connect_provider")).toEqual([]);
    expect(role("plan", { providerArn })).toMatchObject({
      assume_role_policy: policyDocument([
        githubTrust(providerArn, "example/platform", "pull_request", { branch: "main" }),
      ]),
    });
  });

  test("lets pull requests and main plan: read how things are set up, read the state, hold the lock", () => {
    expect(role("plan")).toMatchObject({
      description: "Pull requests of example/platform: plans",
      assume_role_policy: policyDocument([githubTrust(MADE, "example/platform", "pull_request", { branch: "main" })]),
      max_session_duration: 3600,
      policy: policyDocument([...stateAccess(state, "plan"), ...PLAN_STATEMENTS]),
    });
  });

  test("lets plans do more when told", () => {
    const assume = { sid: "Assume", actions: ["sts:AssumeRole"], resources: ["arn:aws:iam::444455556666:role/read"] };
    expect(role("plan", { planStatements: [assume] })).toMatchObject({
      policy: policyDocument([...stateAccess(state, "plan"), ...PLAN_STATEMENTS, assume]),
    });
  });

  test("lets the environment's jobs apply: write the state, and what the caller says", () => {
    expect(role("apply")).toMatchObject({
      description: "Environment production of example/platform: applies",
      assume_role_policy: policyDocument([githubTrust(MADE, "example/platform", { environment: "production" })]),
      max_session_duration: 7200,
      policy: policyDocument([...stateAccess(state, "apply"), network]),
    });
    expect(role("apply")).not.toHaveProperty("permissions_boundary");
    expect(view().resources("aws_iam_role_policy_attachment")).toEqual([]);
  });

  test("gives apply alone further policies and a boundary", () => {
    const applyPermissionsBoundary = "arn:aws:iam::111122223333:policy/bound";
    const over = { applyPolicyArns: { network: "arn:aws:iam::aws:policy/Network" }, applyPermissionsBoundary };
    expect(view(over).resource("aws_iam_role_policy_attachment")).toMatchObject({
      address: "aws_iam_role_policy_attachment.github_apply_network",
      properties: { role: "${aws_iam_role.github_apply.name}", policy_arn: "arn:aws:iam::aws:policy/Network" },
    });
    expect(role("apply", over)).toMatchObject({ permissions_boundary: applyPermissionsBoundary });
    expect(role("plan", over)).not.toHaveProperty("permissions_boundary");
  });
});
