import type { Statement } from "../policy-document";

/** The issuer of GitHub Actions' tokens, without `https://`. */
export const GITHUB_ISSUER = "token.actions.githubusercontent.com";

/**
 * Which jobs may act in a role: those of pull requests, those of one branch that no pull request started (a push, a
 * schedule), or those that run in one environment of the repository, after its protection rules.
 */
export type GithubJobs = "pull_request" | { readonly branch: string } | { readonly environment: string };

/**
 * Trust in jobs of one repository, named exactly: AWS can tell GitHub's jobs apart by nothing but the subject.
 * Throws on a repository, a branch or an environment that isn't a plain name.
 * Source: https://docs.github.com/actions/security-for-github-actions/security-hardening-your-deployments/configuring-openid-connect-in-amazon-web-services
 *
 * @param repository `owner/name`.
 */
export function githubTrust(providerArn: string, repository: string, ...jobs: readonly GithubJobs[]): Statement {
  if (!/^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$/.test(repository)) {
    throw new Error(`"${repository}" is not a GitHub repository such as example/platform.`);
  }
  return {
    sid: "AssumedByGithubJobs",
    principals: { Federated: [providerArn] },
    actions: ["sts:AssumeRoleWithWebIdentity"],
    conditions: {
      StringEquals: {
        [`${GITHUB_ISSUER}:aud`]: ["sts.amazonaws.com"],
        [`${GITHUB_ISSUER}:sub`]: jobs.map((some) => `repo:${repository}:${subject(some)}`),
      },
    },
  };
}

function subject(jobs: GithubJobs): string {
  if (jobs === "pull_request") return jobs;
  const [kind, name] = "branch" in jobs ? ["branch", jobs.branch] : ["environment", jobs.environment];
  if (!/^[A-Za-z0-9._-]+$/.test(name)) {
    throw new Error(`"${name}" can't be the ${kind} of a trust: letters, digits, ".", "_" and "-".`);
  }
  return kind === "branch" ? `ref:refs/heads/${name}` : `environment:${name}`;
}
