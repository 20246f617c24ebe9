import { PATIENCE } from "./fault";
import type { Place } from "./place";
import type { Comment, PullRequest } from "./pull-request";

/** How fast requests follow each other. */
export interface Pace {
  /** Milliseconds of what counts as a second when something is tried again. */
  readonly second: number;
  /** Leaves a second between writes, and three between comments, as GitHub asks for. */
  readonly spaced: boolean;
}

/** How a command asks GitHub. */
export const normalPace: Pace = { second: 1000, spaced: true };

/**
 * A pull request through GitHub's API. Octokit is only loaded here, since it takes a tenth of a second; it is a
 * module of ECMAScript, so `import` loads it. Reads are tried again when GitHub fails or asks for patience.
 *
 * @param tell takes warnings, such as that a part of the API is going away.
 */
export async function openPullRequest(
  place: Place,
  token: string,
  tell: (text: string) => void,
  pace: Pace = normalPace,
): Promise<PullRequest> {
  const [{ Octokit }, { retry }, { throttling }] = await Promise.all([
    import("@octokit/core"),
    import("@octokit/plugin-retry"),
    import("@octokit/plugin-throttling"),
  ]);
  const again = (wait: number, { method }: { method: string }, _: unknown, tries: number): boolean =>
    method === "GET" && tries < 3 && wait <= PATIENCE;
  const octokit = new (Octokit.plugin(retry, throttling))({
    auth: token,
    baseUrl: place.api,
    userAgent: "platform",
    request: { fetch: impatientFetch },
    log: { debug: () => undefined, info: () => undefined, warn: tell, error: tell },
    // 429 is a limit: throttling waits as long as GitHub says, and retry would not.
    retry: { retryAfterBaseValue: pace.second, doNotRetry: [400, 401, 403, 404, 410, 422, 429, 451] },
    throttle: {
      enabled: pace.spaced,
      id: place.api,
      retryAfterBaseValue: pace.second,
      onRateLimit: again,
      onSecondaryRateLimit: again,
    },
  });
  const { owner, repo, pull: issue_number } = place;
  const here = { owner, repo, issue_number };
  const once = { request: { retries: 0 } };

  return {
    me: async () => {
      // Unlike GET /user, this one answers the token of a workflow, too; the name is that of the comments.
      const { viewer } = await octokit.graphql<{ viewer: { login: string; databaseId?: number | null } }>(
        "query { viewer { login databaseId } }",
      );
      return { login: viewer.login, ...(viewer.databaseId == null ? {} : { id: viewer.databaseId }) };
    },
    comments: async () => {
      const comments: Comment[] = [];
      const route = "GET /repos/{owner}/{repo}/issues/{issue_number}/comments";
      for (let page = 1; ; page += 1) {
        const { data, headers } = await octokit.request(route, { ...here, per_page: 100, page });
        comments.push(...data.map(commentOf));
        if (!headers.link?.includes('rel="next"')) return comments;
      }
    },
    comment: async (id) => {
      try {
        const route = "GET /repos/{owner}/{repo}/issues/comments/{comment_id}";
        return commentOf((await octokit.request(route, { owner, repo, comment_id: id })).data);
      } catch (error) {
        if (statusOf(error) === 404) return undefined;
        throw error;
      }
    },
    editor: async (nodeId) => {
      const { node } = await octokit.graphql<{ node: { editor?: { login: string } | null } | null }>(EDITOR, {
        id: nodeId,
      });
      return node?.editor ?? undefined;
    },
    create: async (body) => {
      await octokit.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", { ...here, ...once, body });
    },
    edit: async (id, body) => {
      const route = "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}";
      await octokit.request(route, { owner, repo, comment_id: id, ...once, body });
    },
    fold: async (nodeId, folded) => {
      try {
        await octokit.graphql(folded ? FOLD : UNFOLD, { id: nodeId, ...once });
        return true;
      } catch {
        return false;
      }
    },
    fromFork: async () => {
      const route = "GET /repos/{owner}/{repo}/pulls/{pull_number}";
      const { data } = await octokit.request(route, { owner, repo, pull_number: issue_number });
      return isElsewhere(data.head.repo, data.base.repo);
    },
    labels: async () => {
      const route = "GET /repos/{owner}/{repo}/issues/{issue_number}/labels";
      // No more than 100 fit on a pull request.
      return (await octokit.request(route, { ...here, per_page: 100 })).data.map(({ name }) => name);
    },
    addLabel: async (name) => {
      const route = "POST /repos/{owner}/{repo}/issues/{issue_number}/labels";
      await octokit.request(route, { ...here, labels: [name] });
    },
    removeLabel: async (name) => {
      const route = "DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}";
      try {
        await octokit.request(route, { ...here, name });
      } catch (error) {
        // Somebody else took it away.
        if (statusOf(error) !== 404) throw error;
      }
    },
  };
}

/** Gives up on an answer after half a minute; that counts as a failure of GitHub. */
function impatientFetch(url: string, init: RequestInit): Promise<Response> {
  return fetch(url, { ...init, signal: AbortSignal.timeout(30_000) });
}

/** Whether a branch is in another repository than the one it goes to. None: the fork is gone, of which GitHub's types do not know. */
function isElsewhere(head: { id: number | bigint } | null, base: { id: number | bigint }): boolean {
  return head?.id !== base.id;
}

/** What is read here of a comment; numbers beyond 2^53, which the API does not give away yet, would be bigints. */
interface ApiComment {
  readonly id: number | bigint;
  readonly node_id: string;
  readonly html_url: string;
  readonly body?: string;
  readonly user: { readonly login: string; readonly id: number | bigint } | null;
}

function commentOf({ id, node_id, html_url, body = "", user }: ApiComment): Comment {
  const author = user ? { login: user.login, id: Number(user.id) } : undefined;
  return { id: Number(id), nodeId: node_id, url: html_url, body, author };
}

function statusOf(error: unknown): unknown {
  return typeof error === "object" && error !== null ? Reflect.get(error, "status") : undefined;
}

// https://docs.github.com/en/graphql/reference/objects#issuecomment
const EDITOR = "query ($id: ID!) { node(id: $id) { ... on IssueComment { editor { login } } } }";
// https://docs.github.com/en/graphql/reference/mutations#minimizecomment; subjectId is the node_id of the REST API.
const FOLD = `mutation ($id: ID!) {
  minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { minimizedComment { isMinimized } }
}`;
const UNFOLD = `mutation ($id: ID!) {
  unminimizeComment(input: { subjectId: $id }) { unminimizedComment { isMinimized } }
}`;
