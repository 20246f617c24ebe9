import type { Statement } from "../policy-document";

/** The issuer of GitHub Actions' tokens, without `https://`. */
export const GITHUB_ISSUER = "token.actions.githubusercontent.com";

/**
 * Which jobs may act in a role: those of pull requests, or those that run in one environment of the repository, after its
 * protection rules.
 */
export type GithubJobs = "pull_request" | { readonly environment: string };

/**
 * Trust in jobs of one repository, named exactly: AWS can tell GitHub's jobs apart by nothing but the subject.
 * Throws on a repository or an environment that isn't a plain name.
 * Source: https://docs.github.com/actions/security-for-github-actions/security-hardening-your-deployments/configuring-openid-connect-in-amazon-web-services
 *
 * @param repository `owner/name`.
 */
export function githubTrust(providerArn: string, repository: string, jobs: GithubJobs): Statement {
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
        [`${GITHUB_ISSUER}:sub`]: [`repo:${repository}:${subject(jobs)}`],
      },
    },
  };
}

function subject(jobs: GithubJobs): string {
  if (jobs === "pull_request") return jobs;
  if (!/^[A-Za-z0-9._-]+$/.test(jobs.environment)) {
    throw new Error(`"${jobs.environment}" can't be the environment of a trust: letters, digits, ".", "_" and "-".`);
  }
  return `environment:${jobs.environment}`;
}
