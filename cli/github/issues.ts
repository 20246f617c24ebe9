import { connect, type Pace } from "./connect";
import type { Issue, Issues } from "./drift-issue";
import type { Place } from "./place";

/** The issues of a repository through GitHub's API: open ones of this token's account. */
export async function openIssues(
  { api, owner, repo }: Omit<Place, "pull">,
  token: string,
  tell: (text: string) => void,
  pace: Pace,
): Promise<Issues> {
  const octokit = await connect({ api }, token, tell, pace);
  const here = { owner, repo };
  return {
    open: async () => {
      const { viewer } = await octokit.graphql<{ viewer: { login: string } }>("query { viewer { login } }");
      const issues: Issue[] = [];
      for (let page = 1; ; page += 1) {
        const { data, headers } = await octokit.request("GET /repos/{owner}/{repo}/issues", {
          ...here,
          state: "open",
          creator: viewer.login,
          per_page: 100,
          page,
        });
        // GitHub lists pull requests among them.
        issues.push(...data.filter(({ pull_request: pull }) => pull === undefined).map(issueOf));
        if (!headers.link?.includes('rel="next"')) return issues;
      }
    },
    create: async (title, body) =>
      issueOf((await octokit.request("POST /repos/{owner}/{repo}/issues", { ...here, title, body })).data),
    edit: async (number, body) => {
      await octokit.request("PATCH /repos/{owner}/{repo}/issues/{issue_number}", {
        ...here,
        issue_number: number,
        body,
      });
    },
    close: async (number, comment) => {
      const issue = { ...here, issue_number: number };
      await octokit.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", { ...issue, body: comment });
      const closed = { state: "closed", state_reason: "completed" } as const;
      await octokit.request("PATCH /repos/{owner}/{repo}/issues/{issue_number}", { ...issue, ...closed });
    },
  };
}

interface ApiIssue {
  readonly number: number;
  readonly html_url: string;
  readonly body?: string | null | undefined;
}

function issueOf({ number, html_url: url, body }: ApiIssue): Issue {
  return { number, url, body: body ?? "" };
}
