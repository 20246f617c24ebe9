import { mkdirSync, symlinkSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { SNAPSHOT_POLICY } from "../../../catalog/components/vault/snapshots";
import { page } from "../../docs/markdown";
import { describeVault } from "./vault-server";
import { Vaults, rendered } from "./vaults";

/** The block of shell commands on the page that holds this text. */
function block(part: string): string {
  const blocks = [...page("docs/catalog/secrets.md").text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)];
  const found = blocks.map(([, text = ""]) => text).find((text) => text.includes(part));
  if (found === undefined) throw new Error(`docs/catalog/secrets.md has no block with ${part}`);
  return found;
}

describeVault("what the page has people do once", (program) => {
  const vaults = new Vaults(program);
  afterAll(async () => {
    await vaults.stop();
    vaults.dispose();
  });

  test("works as it stands there, from audit devices to the roles of the store and of the snapshots", async () => {
    const server = await vaults.start("guide", rendered({}, {}));
    await vaults.open(server);
    const bin = join(vaults.root, "bin");
    mkdirSync(bin);
    symlinkSync(program, join(bin, "vault"));
    const log = join(server.here.folder, "audit", "audit.log");
    const commands = [block("vault audit enable"), block("vault policy write vault-snapshots")]
      .join("\n")
      .replace("/vault/audit/audit.log", log)
      // Not in a pod, this Vault has no service account of its own to look into.
      .replace("kubernetes_host=https://kubernetes.default.svc", "$& disable_local_ca_jwt=true");

    const { status, stdout, stderr } = spawnSync("/bin/sh", ["-euc", commands], {
      encoding: "utf8",
      env: { ...server.client, PATH: `${bin}:${process.env["PATH"] ?? ""}` },
    });
    expect(`${stderr}${status === 0 ? "" : stdout}`).toBe("");

    expect((await server.ask("GET", "sys/audit")).text).toMatch(/"file\/".*"stdout\/"/);
    expect((await server.ask("GET", "sys/mounts/secret")).text).toContain('"version":"2"');
    expect((await server.ask("GET", "auth/kubernetes/role/external-secrets")).text).toContain(
      '"bound_service_account_namespaces":["external-secrets"]',
    );
    expect((await server.ask("GET", "auth/kubernetes/role/vault-snapshots")).text).toContain(
      '"bound_service_account_names":["vault-snapshots"]',
    );
  });

  test("gives the job of the snapshots the policy that was tried", () => {
    expect(block("vault policy write vault-snapshots")).toContain(SNAPSHOT_POLICY);
  });
});
