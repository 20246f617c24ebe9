import { z } from "zod";
import { Failure } from "../failure";
import { counted } from "../words";
import type { Place } from "./place";

/** Something that GitHub would not do. */
export interface Fault {
  /** Of HTTP; none when there was no answer. */
  readonly status: number | undefined;
  /** GitHub's own words. */
  readonly message: string;
  /** After how many seconds it may be tried again; undefined when trying again does not help. */
  readonly wait?: number;
}

/** GitHub knows the token, and does not let it do this. */
export class Refusal extends Failure {}

/** How many seconds a command waits for GitHub at most. */
export const PATIENCE = 300;

const requestError = z.object({
  status: z.number(),
  message: z.string(),
  response: z
    .object({ headers: z.record(z.string(), z.union([z.string(), z.number(), z.undefined()])).catch({}) })
    .optional(),
});
/** GraphQL says no in an answer of status 200. */
const graphqlError = z.object({
  name: z.literal("GraphqlResponseError"),
  errors: z.array(z.object({ message: z.string() })),
});

/**
 * Reads what Octokit throws; undefined when it is something else.
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 *
 * @param tries how often it was tried before.
 * @param now the time, in milliseconds.
 */
export function faultOf(error: unknown, tries: number, now: number): Fault | undefined {
  const graphql = graphqlError.safeParse(error);
  if (graphql.success) return { status: 403, message: graphql.data.errors.map(({ message }) => message).join("; ") };
  const read = requestError.safeParse(error);
  if (!read.success) return undefined;
  const { message, response } = read.data;
  const status = response ? read.data.status : undefined;
  const wait = waitOf(status, message, response?.headers ?? {}, tries, now);
  return { status, message: briefly(message), ...(wait === undefined ? {} : { wait }) };
}

/** Without the address of the documentation; a proxy may answer with a whole page. */
function briefly(message: string): string {
  const line = message.replace(/ - https:\/\/\S+$/, "").split("\n", 1)[0] ?? "";
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}

function waitOf(
  status: number | undefined,
  message: string,
  headers: Readonly<Record<string, string | number | undefined>>,
  tries: number,
  now: number,
): number | undefined {
  if (status === undefined || status >= 500) return (tries + 1) ** 2;
  if (status !== 403 && status !== 429) return undefined;
  const after = headers["retry-after"];
  if (after !== undefined) return Number(after);
  if (String(headers["x-ratelimit-remaining"]) === "0") {
    // One more, since the clocks of two machines differ.
    return Math.max(0, Math.ceil(Number(headers["x-ratelimit-reset"]) - now / 1000)) + 1;
  }
  return status === 429 || /secondary rate/i.test(message) ? 60 * (tries + 1) : undefined;
}

/** A fault as an error for people: what is missing, and where it is given. */
export function failureOf({ status, message, wait }: Fault, { api, owner, repo, pull }: Place): Failure {
  const where = `${owner}/${repo}#${pull}`;
  if (status === undefined) return new Failure(`${api} can't be reached: ${message}`);
  const said = `${api} answered ${status}: ${message}`;
  if (status >= 500) return new Failure(`${said}\nGitHub has a fault. Run the command again later.`);
  if (wait !== undefined) {
    return new Failure(`${said}\nGitHub wants ${counted(wait, "second")} of rest. Run the command again after that.`);
  }
  if (status === 401) return new Failure(`${said}\nThe token in GITHUB_TOKEN or GH_TOKEN is wrong or has expired.`);
  if (status === 403) return new Refusal(`${said}\nThe token may not comment on ${where}. ${NEEDED}`);
  if (status === 404) return new Failure(`${said}\nThere is no ${where}, or the token may not see it. ${NEEDED}`);
  if (status === 422 && /too long/i.test(message)) {
    return new Failure(`${said}\nA part of the comment is longer than GitHub takes: 65,536 characters.`);
  }
  return new Failure(said);
}

const NEEDED =
  "In a workflow the job needs `permissions: { pull-requests: write }`; a token of a person or an app needs write access to pull requests.";
