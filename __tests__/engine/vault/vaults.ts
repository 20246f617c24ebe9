import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { vault } from "../../../catalog/components/vault";
import type { Surroundings } from "../../../catalog/surroundings";
import { configure } from "../../catalog/components/surroundings";
import { Authority, type Asked } from "./certificates";
import { place, placed, type Place } from "./place";
import { until } from "./until";
import { VaultServer } from "./vault-server";

/** What the component makes for servers: their configuration, and what their certificate has to say. */
export interface Rendered {
  readonly config: string;
  readonly asked: Asked;
}

const serverValues = z.object({
  server: z.object({ ha: z.object({ raft: z.object({ config: z.string() }) }) }),
});
const certificateSpec = z.object({ dnsNames: z.array(z.string()), ipAddresses: z.array(z.string()) });
const initialised = z.object({ keys: z.array(z.string()).default([]), root_token: z.string() });

/** The component as it is in an environment. */
export function rendered(options: Readonly<Record<string, unknown>>, change: Partial<Surroundings>): Rendered {
  const { values, manifests } = configure(vault, options, change);
  const certificate = manifests.find(({ kind }) => kind === "Certificate");
  return {
    config: serverValues.parse(values).server.ha.raft.config,
    asked: certificateSpec.parse(certificate?.["spec"]),
  };
}

/** Servers of a test in one folder, under one authority. */
export class Vaults {
  readonly root = mkdtempSync(join(tmpdir(), "platform-vault-"));
  readonly authority = new Authority(join(this.root, "tls"));
  private readonly running: VaultServer[] = [];

  constructor(private readonly program: string) {}

  async start(
    name: string,
    { config, asked }: Rendered,
    options: { here?: Place; others?: readonly Place[]; environment?: NodeJS.ProcessEnv } = {},
  ): Promise<VaultServer> {
    const here = options.here ?? (await place(join(this.root, name)));
    const tls = this.authority.issue(asked);
    const text = placed(config, here, tls, options.others);
    const server = new VaultServer(this.program, here, tls, text, name, options.environment);
    this.running.push(server);
    return server;
  }

  /** Initialises a server with one share and opens it, as a person would; gives the share. */
  async open(server: VaultServer): Promise<string> {
    const { text } = await until(
      "a server that can be initialised",
      () => server.ask("PUT", "sys/init", { secret_shares: 1, secret_threshold: 1 }),
      ({ status }) => status === 200,
    );
    const { keys, root_token } = initialised.parse(JSON.parse(text));
    await server.ask("PUT", "sys/unseal", { key: keys[0] });
    server.token = root_token;
    await this.leads(server);
    return keys[0] ?? "";
  }

  /** Waits until a server leads. */
  async leads(server: VaultServer): Promise<void> {
    await until(
      "a leader",
      () => server.ask("GET", "sys/health"),
      ({ status }) => status === 200,
    );
  }

  async stop(): Promise<void> {
    await Promise.all(this.running.splice(0).map((server) => server.stop()));
  }

  dispose(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
