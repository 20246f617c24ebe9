import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { startBound, until, type BoundProcess } from "./process";

/** Makes a throwaway key pair and returns its public half as `type AAAA…`. */
export function makeKey(file: string, type: "ecdsa" | "ed25519" = "ed25519"): string {
  rmSync(file, { force: true });
  rmSync(`${file}.pub`, { force: true });
  execFileSync("ssh-keygen", ["-q", "-t", type, "-N", "", "-C", "throwaway", "-f", file]);
  return publicKey(file);
}

/** The public half of a key without its comment. */
export function publicKey(file: string): string {
  return readFileSync(`${file}.pub`, "utf8").trim().split(" ").slice(0, 2).join(" ");
}

/** Starts an ssh-agent that holds exactly one key; returns it with its socket's path. */
export async function startAgent(folder: string, key: string): Promise<BoundProcess> {
  const socket = agentSocket(folder);
  const agent = startBound("ssh-agent", ["-D", "-a", socket], `${folder}/ssh-agent.log`);
  await until("ssh-agent", () => {
    try {
      execFileSync("ssh-add", ["-q", key], { env: { ...process.env, SSH_AUTH_SOCK: socket }, stdio: "pipe" });
      return true;
    } catch {
      return undefined;
    }
  });
  return agent;
}

/** Where the agent of a run listens. */
export function agentSocket(folder: string): string {
  return `${folder}/agent.sock`;
}
