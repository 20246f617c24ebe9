import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import type { Settings } from "./config";
import { Refusal } from "./output";

/** Who a token lets in. */
export interface Token {
  /** SHA-256 of the cluster's certificate authority, in tokens of the form `K10<hash>::server:<password>`. */
  readonly authorityHash: string | undefined;
  readonly password: string;
}

/** The token of these settings: from `token` or from `token-file`. */
export function readToken(settings: Settings, option: "token" | "agent-token"): Token | undefined {
  const file = settings.value(`${option}-file`);
  const environment = option === "token" ? process.env.K3S_TOKEN : process.env.K3S_AGENT_TOKEN;
  const text = settings.value(option) ?? (file === undefined ? environment : readSecretFile(file));
  if (text === undefined) {
    return undefined;
  }
  if (text === "") {
    throw new Refusal(`${option} is empty`);
  }
  const full = /^K10([0-9a-f]{64})::(?:[a-z]+:)?(.+)$/s.exec(text);
  return { authorityHash: full?.[1], password: full?.[2] ?? text };
}

/** The token as the state keeps it. */
export function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Writes the token files of a server, as k3s does. */
export function writeTokenFiles(authority: string, token: Token, agentToken: Token | undefined): void {
  const folder = "/var/lib/rancher/k3s/server";
  const full = (user: string, password: string): string => `K10${hash(authority)}::${user}:${password}\n`;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(`${folder}/token`, full("server", token.password), { mode: 0o600 });
  writeFileSync(`${folder}/agent-token`, full("node", (agentToken ?? token).password), { mode: 0o600 });
  rmSync(`${folder}/node-token`, { force: true });
  symlinkSync("token", `${folder}/node-token`);
}

/** Reads a secret from a file that nobody but root can read. */
function readSecretFile(file: string): string {
  if (!existsSync(file)) {
    throw new Refusal(`open ${file}: no such file or directory`);
  }
  // Not k3s's rule but ours: it reads a token that everybody can read, too.
  if ((statSync(file).mode & 0o077) !== 0) {
    throw new Refusal(`${file} can be read by others than root: mode ${(statSync(file).mode & 0o777).toString(8)}`);
  }
  return readFileSync(file, "utf8").trim();
}
