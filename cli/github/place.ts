import { z } from "zod";
import { Failure } from "../failure";

/** A pull request, and the API that knows of it. */
export interface Place {
  /** `https://api.github.com`, or `https://<host>/api/v3` of a GitHub Enterprise Server. */
  readonly api: string;
  readonly owner: string;
  readonly repo: string;
  readonly pull: number;
}

const numbered = z.object({ number: z.int().positive() });
const event = z
  .object({
    pull_request: numbered.optional(),
    /** Of a comment; that the issue is a pull request says a field of its own. */
    issue: numbered.extend({ pull_request: z.unknown() }).optional(),
  })
  .catch({});

/**
 * Where to comment: from what was typed, and from the variables that GitHub Actions sets.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/variables
 *
 * @param pull the number somebody typed.
 * @param eventJson what the file of GITHUB_EVENT_PATH says.
 */
export function placeOf(env: NodeJS.ProcessEnv, pull: number | undefined, eventJson: unknown): Place {
  const api = (env["GITHUB_API_URL"] ?? "https://api.github.com").replace(/\/+$/, "");
  const repository = env["GITHUB_REPOSITORY"] ?? "";
  const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(repository) ?? [];
  const number = pull ?? fromRef(env["GITHUB_REF"]) ?? fromEvent(eventJson);
  const problems = [
    ...(isSafe(api) ? [] : [`GITHUB_API_URL: "${api}" is not an address that begins with https://.`]),
    ...(owner === undefined
      ? [`GITHUB_REPOSITORY: "${repository}" is not a repository. Set it to <owner>/<name>, as GitHub Actions does.`]
      : []),
    ...(number === undefined
      ? ["Which pull request? Say --pull <number>. In GitHub Actions, GITHUB_REF or GITHUB_EVENT_PATH name it."]
      : []),
  ];
  if (owner === undefined || repo === undefined || number === undefined || problems.length > 0) {
    throw new Failure(problems.join("\n"));
  }
  return { api, owner, repo, pull: number };
}

/** The token that posts; undefined where there is none. */
export function tokenOf(env: NodeJS.ProcessEnv): string | undefined {
  return [env["GITHUB_TOKEN"], env["GH_TOKEN"]].find((token) => token !== undefined && token !== "");
}

function fromRef(ref = ""): number | undefined {
  const digits = /^refs\/pull\/(\d+)\/(?:merge|head)$/.exec(ref)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function fromEvent(json: unknown): number | undefined {
  const { pull_request, issue } = event.parse(json);
  return pull_request?.number ?? (issue?.pull_request ? issue.number : undefined);
}

/** A token goes in clear only to this machine. */
function isSafe(api: string): boolean {
  if (!URL.canParse(api)) return false;
  const { protocol, hostname } = new URL(api);
  return protocol === "https:" || (protocol === "http:" && ["127.0.0.1", "[::1]", "localhost"].includes(hostname));
}
