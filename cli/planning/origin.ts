import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Origin } from "../plan/report";

const commit = z.object({ sha: z.string() });
const pullRequestEvent = z.object({ pull_request: z.object({ head: commit, base: commit }) });
const natural = z.coerce.number().int().positive();

/**
 * Where a plan comes from, by the variables of GitHub Actions; nothing anywhere else. Of a pull request it is the commit
 * that its author pushed: GITHUB_SHA would be a merge that GitHub made up.
 *
 * https://docs.github.com/en/actions/reference/workflows-and-actions/variables
 */
export function originOf(env: NodeJS.ProcessEnv): Origin {
  const { GITHUB_SHA: sha, GITHUB_EVENT_PATH: path, GITHUB_RUN_ID: run } = env;
  const pull = path === undefined ? undefined : pullRequestIn(path);
  const head = pull?.head ?? sha;
  const number = natural.safeParse(env["GITHUB_RUN_NUMBER"]).data;
  const attempt = natural.safeParse(env["GITHUB_RUN_ATTEMPT"] ?? "1").data;
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = env;
  return {
    ...(head !== undefined && { head }),
    ...(pull !== undefined && { base: pull.base }),
    ...(server && repository && run && { runUrl: `${server}/${repository}/actions/runs/${run}` }),
    ...(number !== undefined && attempt !== undefined && { run: [number, attempt] as const }),
  };
}

function pullRequestIn(path: string): { readonly head: string; readonly base: string } | undefined {
  try {
    const { data } = pullRequestEvent.safeParse(JSON.parse(readFileSync(path, "utf8")));
    return data && { head: data.pull_request.head.sha, base: data.pull_request.base.sha };
  } catch {
    return undefined; // The plan matters more than where it comes from.
  }
}
