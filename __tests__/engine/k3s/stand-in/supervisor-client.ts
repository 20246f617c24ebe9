import { Agent, request } from "node:https";
import { log, Refusal } from "./output";
import { hash, type Token } from "./token";

/** What a server tells those who join it. */
export interface JoinInfo {
  readonly version: string;
  readonly critical: Readonly<Record<string, string>>;
}

/** An answer of a server. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** The server can't be reached, or can't answer yet: worth another try. */
export class NotYet extends Error {}

/** Asks the server behind `url` to let us in, over TLS that is checked against the cluster's own authority. */
export async function askToJoin(url: string, user: "server" | "node", token: Token): Promise<JoinInfo> {
  const base = new URL(url);
  if (base.protocol !== "https:") {
    throw new Refusal(`server URL ${url} must start with https://`);
  }
  const authority = await get(new URL("/cacerts", base), {});
  if (token.authorityHash !== undefined && token.authorityHash !== hash(authority.body)) {
    throw new Refusal(
      `token CA hash does not match the Cluster CA certificate hash: ${token.authorityHash} != ${hash(authority.body)}`,
    );
  }
  const authorization = `Basic ${Buffer.from(`${user}:${token.password}`).toString("base64")}`;
  const answer = await get(new URL("/v1-k3s/config", base), { authority: authority.body, authorization });
  if (answer.status === 401) {
    throw new Refusal(`failed to validate token: https://${base.host}/v1-k3s/config: 401 Unauthorized`);
  }
  if (answer.status !== 200) {
    throw new NotYet(`https://${base.host}/v1-k3s/config: ${String(answer.status)} ${answer.body}`);
  }
  const json: { parse(text: string): JoinInfo } = JSON;
  return json.parse(answer.body);
}

/** A GET over HTTPS; without an authority the certificate is not looked at. */
export function get(
  url: URL,
  options: { readonly authority?: string; readonly authorization?: string },
): Promise<Answer> {
  const agent = new Agent({ keepAlive: false });
  const headers = options.authorization === undefined ? {} : { authorization: options.authorization };
  const trust = options.authority === undefined ? { rejectUnauthorized: false } : { ca: options.authority };
  return new Promise((resolve, reject) => {
    const call = request(url, { agent, headers, timeout: 10_000, ...trust }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString("utf8") });
      });
    });
    call.on("timeout", () => call.destroy(new Error("context deadline exceeded")));
    call.on("error", (error: NodeJS.ErrnoException) => {
      const certificate = error.code === "ERR_TLS_CERT_ALTNAME_INVALID" || /certificate/i.test(error.message);
      const reason = `Get "${url.href}": ${certificate ? "tls: failed to verify certificate: x509: " : ""}${error.message}`;
      reject(certificate ? new Refusal(reason) : new NotYet(reason));
    });
    call.end();
  });
}

/** Tries for as long as nobody can answer, as k3s does. */
export async function patiently<T>(action: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof NotYet)) {
        throw error;
      }
      log("error", `Failed to validate connection to cluster: ${error.message}`);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}
