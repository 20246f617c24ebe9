import { Failure } from "../../failure";

/** The pull request that Atlantis works on, as a hook finds it in its environment. */
export interface PullRequest {
  /** `example/platform` */
  readonly repository: string;
  readonly head: string;
  readonly baseBranch: string;
  /** Where GitHub's API is; GitHub Enterprise has its own. */
  readonly api: string;
  /** May read the repository's contents and its runs. */
  readonly token: string;
}

/** What the variables are: Atlantis sets the first four for every hook, the server's configuration the token. */
const VARIABLES = ["BASE_REPO_OWNER", "BASE_REPO_NAME", "BASE_BRANCH_NAME", "HEAD_COMMIT", "GITHUB_TOKEN"] as const;

/**
 * Reads the environment of a hook.
 * @see https://www.runatlantis.io/docs/pre-workflow-hooks#custom-run-command
 */
export function pullRequestOf(env: NodeJS.ProcessEnv): PullRequest {
  const missing = VARIABLES.filter((name) => (env[name] ?? "") === "");
  if (missing.length > 0) {
    throw new Failure(
      `${missing.join(", ")}: not set. Atlantis sets these for a pre-workflow hook; GITHUB_TOKEN comes from the server's configuration.`,
    );
  }
  const { BASE_REPO_OWNER: owner = "", BASE_REPO_NAME: name = "", HEAD_COMMIT: head = "" } = env;
  if (!/^[0-9a-f]{40}$/.test(head)) throw new Failure(`HEAD_COMMIT: "${head}" is not a commit's whole hash.`);
  return {
    repository: `${owner}/${name}`,
    head,
    baseBranch: env["BASE_BRANCH_NAME"] ?? "",
    api: env["GITHUB_API_URL"] || "https://api.github.com",
    token: env["GITHUB_TOKEN"] ?? "",
  };
}
