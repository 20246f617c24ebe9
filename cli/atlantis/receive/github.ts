import { z } from "zod";
import { Failure } from "../../failure";
import type { PullRequest } from "./pull-request";

/** The workflow whose job synthesizes pull requests without any credential, and what it hands over. */
export const WORKFLOW = ".github/workflows/plan.yml";
export const ARTIFACT = "stacks";

/** How large an artifact is taken, in bytes: a pull request decides what is in it. */
const MOST_BYTES = 64 * 1024 * 1024;

const comparison = z.object({ behind_by: z.int() });
const runs = z.object({
  workflow_runs: z.array(
    z.object({ id: z.int(), path: z.string(), head_sha: z.string(), status: z.string().nullable() }),
  ),
});
const artifacts = z.object({
  artifacts: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      expired: z.boolean(),
      size_in_bytes: z.int(),
      digest: z.string().nullish(),
    }),
  ),
});

/** What CI handed over. */
export interface Artifact {
  readonly id: number;
  /** `sha256:` and the hash of the archive. */
  readonly digest: string;
}

/** How many commits of the base branch the pull request does not have. */
export async function behindBy(pull: PullRequest): Promise<number> {
  const range = [pull.baseBranch, pull.head].map(encodeURIComponent).join("...");
  return (await askJson(pull, `compare/${range}?per_page=1`, comparison)).behind_by;
}

/** The newest stacks that CI made of the pull request's commit; `running` while it is at it, `none` when it made none. */
export async function findArtifact(pull: PullRequest): Promise<Artifact | "running" | "none"> {
  const query = `actions/runs?event=pull_request&head_sha=${pull.head}&per_page=100`;
  const all = (await askJson(pull, query, runs)).workflow_runs;
  const ours = all
    // GitHub adds the reference that the workflow was taken from: .github/workflows/plan.yml@main
    .filter(({ path, head_sha: head }) => path.split("@")[0] === WORKFLOW && head === pull.head)
    .sort((a, b) => b.id - a.id);
  for (const { id } of ours) {
    const found = (await askJson(pull, `actions/runs/${id}/artifacts?name=${ARTIFACT}`, artifacts)).artifacts
      .filter(({ name, expired }) => name === ARTIFACT && !expired)
      .sort((a, b) => b.id - a.id)[0];
    if (found === undefined) continue;
    if (!found.digest) {
      throw new Failure(`Artifact ${found.id} of run ${id} has no digest, so nothing shows that it is whole.`);
    }
    if (found.size_in_bytes > MOST_BYTES) {
      throw new Failure(`Artifact ${found.id} of run ${id} has ${found.size_in_bytes} bytes; at most ${MOST_BYTES}.`);
    }
    return { id: found.id, digest: found.digest };
  }
  // A run that has yet to begin is not in the list, so none at all is a run to wait for as well.
  return ours.length === 0 || ours.some(({ status }) => status !== "completed") ? "running" : "none";
}

/** The archive of an artifact. */
export async function download(pull: PullRequest, { id }: Artifact): Promise<Buffer> {
  return Buffer.from(await (await ask(pull, `actions/artifacts/${id}/zip`)).arrayBuffer());
}

async function askJson<T>(pull: PullRequest, path: string, schema: z.ZodType<T>): Promise<T> {
  const answer: unknown = await (await ask(pull, path)).json().catch(() => undefined);
  const read = schema.safeParse(answer);
  if (!read.success) throw new Failure(`GitHub answered ${path} with something else than what was asked for.`);
  return read.data;
}

async function ask({ api, repository, token }: PullRequest, path: string): Promise<Response> {
  const headers = {
    accept: "application/vnd.github+json",
    authorization: `Bearer ${token}`,
    "user-agent": "platform",
    "x-github-api-version": "2022-11-28",
  };
  const url = `${api}/repos/${repository}/${path}`;
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(60_000) }).catch(() => undefined);
  if (response === undefined) throw new Failure(`${url}: GitHub can't be reached.`);
  if (response.ok) return response;
  const hint = [401, 403, 404].includes(response.status)
    ? " The token must be able to read contents and actions of this repository."
    : "";
  throw new Failure(`${url}: GitHub answered ${response.status}.${hint}`);
}
