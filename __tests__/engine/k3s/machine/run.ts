import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answers } from "./proc";

const PREFIX = "platform-nodes-";

/** Says what is missing on this computer, and how to get it. */
export function checkTools(): void {
  if (process.getuid?.() !== 0) {
    throw new Error("throwaway machines need root: they use mount and process namespaces");
  }
  for (const [tool, from] of [
    ["/usr/sbin/sshd", "openssh-server"],
    ["/usr/bin/sudo", "sudo"],
  ] as const) {
    try {
      execFileSync("test", ["-x", tool]);
    } catch {
      throw new Error(`${tool} is missing; install it with: apt-get install ${from}`);
    }
  }
}

/** Removes the folders of runs whose process is gone; their processes died with it. */
export function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const owner = Number(name.slice(PREFIX.length).split("-")[0]);
    try {
      process.kill(owner, 0);
    } catch {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    }
  }
}

/** A folder for everything of one run; its name tells whose it is. */
export function newRunFolder(): string {
  return mkdtempSync(join(tmpdir(), `${PREFIX}${String(process.pid)}-`));
}

/** A network of loopback addresses on which nothing listens yet: neither sshd's port nor k3s's. */
export async function freeNetwork(
  count: number,
  wantedPort?: number,
): Promise<{ readonly network: string; readonly port: number }> {
  for (;;) {
    const network = `127.10.${String(1 + Math.floor(Math.random() * 254))}`;
    const port = wantedPort ?? 20_000 + Math.floor(Math.random() * 10_000);
    const hosts = Array.from({ length: count }, (_, index) => [index + 1, index + 101]).flat();
    const checks = hosts.flatMap((host) => [port, 6443].map((wanted) => answers(`${network}.${String(host)}`, wanted)));
    if (!(await Promise.all(checks)).includes(true)) {
      return { network, port };
    }
  }
}
