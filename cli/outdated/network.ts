import { Failure } from "../failure";

/** The way to the servers that know of newer versions. */
export interface Network {
  /** The address that is really asked in the place of another one. */
  readonly redirect: (url: string) => string;
  readonly timeoutSeconds: number;
  /** A token for GitHub's API, which without one answers 60 questions an hour. */
  readonly githubToken: string | undefined;
}

/** The internet. */
export function internet(env: NodeJS.ProcessEnv): Network {
  return { redirect: (url) => url, timeoutSeconds: 30, githubToken: env["GITHUB_TOKEN"] };
}

/** What a server said. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Asks a server; that it can't be reached is a Failure, an answer of any status is not. */
export async function ask(
  network: Network,
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  try {
    const signal = AbortSignal.timeout(network.timeoutSeconds * 1000);
    const response = await fetch(network.redirect(url), { headers: { "user-agent": "platform", ...headers }, signal });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    throw new Failure(`${url}: ${reason(error, network.timeoutSeconds)}`);
  }
}

/** The body of a right answer. */
export async function askForText(
  network: Network,
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { status, text } = await ask(network, url, headers);
  if (status !== 200) throw new Failure(`${url}: answered ${status}${hint(url, status)}.`);
  return text;
}

/** The body of a right answer, as JSON of any form. */
export async function askForJson(
  network: Network,
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  return parseJson(url, await askForText(network, url, headers));
}

/** Reads JSON that a server sent. */
export function parseJson(url: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure(`${url}: did not answer with JSON.`);
  }
}

function hint(url: string, status: number): string {
  const limited = url.startsWith("https://api.github.com/") && (status === 403 || status === 429);
  return limited ? "; GitHub answers more questions with a token in GITHUB_TOKEN" : "";
}

function reason(error: unknown, timeoutSeconds: number): string {
  if (typeof error !== "object" || error === null) return String(error);
  const name: unknown = Reflect.get(error, "name");
  if (name === "TimeoutError") return `did not answer within ${timeoutSeconds} seconds.`;
  const cause: unknown = Reflect.get(error, "cause");
  const code: unknown = typeof cause === "object" && cause !== null ? Reflect.get(cause, "code") : undefined;
  return `can't be reached${typeof code === "string" ? ` (${code})` : ""}.`;
}

/** Does things, no more than some at a time, and gives their results in order. */
export async function limited<In, Out>(
  most: number,
  all: readonly In[],
  one: (item: In) => Promise<Out>,
): Promise<Out[]> {
  const results = new Map<number, Out>();
  const waiting = [...all.entries()];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      results.set(next[0], await one(next[1]));
    }
  };
  await Promise.all(Array.from({ length: most }, worker));
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}
