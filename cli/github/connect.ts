import { PATIENCE } from "./fault";
import type { Place } from "./place";

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
 * GitHub's API. Octokit is only loaded here, since it takes a tenth of a second; it is a module of ECMAScript, so `import`
 * loads it. Reads are tried again when GitHub fails or asks for patience.
 *
 * @param tell takes warnings, such as that a part of the API is going away.
 */
export async function connect({ api }: Pick<Place, "api">, token: string, tell: (text: string) => void, pace: Pace) {
  const [{ Octokit }, { retry }, { throttling }] = await Promise.all([
    import("@octokit/core"),
    import("@octokit/plugin-retry"),
    import("@octokit/plugin-throttling"),
  ]);
  const again = (wait: number, { method }: { method: string }, _: unknown, tries: number): boolean =>
    method === "GET" && tries < 3 && wait <= PATIENCE;
  return new (Octokit.plugin(retry, throttling))({
    auth: token,
    baseUrl: api,
    userAgent: "platform",
    request: { fetch: impatientFetch },
    log: { debug: () => undefined, info: () => undefined, warn: tell, error: tell },
    // 429 is a limit: throttling waits as long as GitHub says, and retry would not.
    retry: { retryAfterBaseValue: pace.second, doNotRetry: [400, 401, 403, 404, 410, 422, 429, 451] },
    throttle: {
      enabled: pace.spaced,
      id: api,
      retryAfterBaseValue: pace.second,
      onRateLimit: again,
      onSecondaryRateLimit: again,
    },
  });
}

/** Gives up on an answer after half a minute; that counts as a failure of GitHub. */
function impatientFetch(url: string, init: RequestInit): Promise<Response> {
  return fetch(url, { ...init, signal: AbortSignal.timeout(30_000) });
}
