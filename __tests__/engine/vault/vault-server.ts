import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { openSync, readFileSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { join } from "node:path";
import { TLSSocket } from "node:tls";
import type { Place } from "./place";

/** The program of a real Vault, named by VAULT_SERVER; a server may run for as long as its test does. */
export const program = process.env["VAULT_SERVER"];

/** Tests of a real Vault: skipped with the reason where there is none; in CI, where nothing may be skipped, they fail. */
export function describeVault(title: string, body: (program: string) => void): void {
  describe(`${title} with Vault`, () => {
    const missing = "VAULT_SERVER names no program of Vault.";
    if (program !== undefined && program !== "") body(program);
    else if (process.env["CI"]) test("finds Vault", () => Promise.reject(new Error(missing)));
    else test.skip(`is skipped: ${missing}`, () => undefined);
  });
}

/** A running server. */
export class VaultServer {
  private readonly process: ChildProcess;
  token = "";

  constructor(
    private readonly binary: string,
    readonly here: Place,
    private readonly tls: string,
    config: string,
    name = "vault-0",
    environment: NodeJS.ProcessEnv = {},
  ) {
    writeFileSync(join(here.folder, "vault.hcl"), config);
    const log = openSync(this.logFile, "a");
    this.process = spawn(binary, ["server", `-config=${join(here.folder, "vault.hcl")}`], {
      stdio: ["ignore", log, log],
      env: {
        PATH: process.env["PATH"],
        VAULT_API_ADDR: this.address,
        VAULT_CLUSTER_ADDR: `https://127.0.0.1:${String(here.cluster)}`,
        VAULT_RAFT_NODE_ID: name,
        ...environment,
      },
    });
  }

  get address(): string {
    return `https://127.0.0.1:${String(this.here.api)}`;
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  get log(): string {
    return readFileSync(this.logFile, "utf8");
  }

  get ended(): boolean {
    return this.process.exitCode !== null;
  }

  private get logFile(): string {
    return join(this.here.folder, "log");
  }

  /** One request to the API, or to the listener of the metrics. */
  ask(method: string, path: string, body?: unknown, port = this.here.api): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          host: "127.0.0.1",
          port,
          path: `/v1/${path}`,
          method,
          ca: readFileSync(join(this.tls, "ca.crt")),
          agent: false,
          headers: this.token === "" ? {} : { "X-Vault-Token": this.token },
        },
        (response) => {
          const certificate = fingerprint(response.socket);
          let text = "";
          response.on("data", (chunk: Buffer) => (text += chunk.toString()));
          response.on("end", () => {
            resolve({ status: response.statusCode ?? 0, text, certificate });
          });
        },
      );
      sent.on("error", reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  /** What the command line is told to reach it as the token's owner. */
  get client(): NodeJS.ProcessEnv {
    return {
      HOME: this.here.folder,
      VAULT_ADDR: this.address,
      VAULT_CACERT: join(this.tls, "ca.crt"),
      VAULT_TOKEN: this.token,
    };
  }

  /** Runs the command line as the token's owner. */
  run(...args: string[]): string {
    const { status, stdout, stderr } = spawnSync(this.binary, args, {
      encoding: "utf8",
      env: { PATH: process.env["PATH"], ...this.client },
    });
    if (status !== 0) throw new Error(`vault ${args.join(" ")} ended with ${String(status)}:\n${stdout}${stderr}`);
    return stdout;
  }

  async stop(): Promise<void> {
    if (this.ended) return;
    const ended = new Promise((resolve) => this.process.once("exit", resolve));
    this.process.kill();
    await ended;
  }
}

/** What a server answered. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  /** SHA-256 of the certificate that it showed. */
  readonly certificate: string;
}

function fingerprint(socket: object): string {
  return socket instanceof TLSSocket ? socket.getPeerCertificate().fingerprint256 : "";
}
