import { existsSync } from "node:fs";
import { findEngine, missingEngine, type EngineName } from "../../helpers/engines";

/** What keeps the machines from being made here, if anything does. */
function missing(engine: EngineName): string | undefined {
  if (findEngine(engine) === undefined) return missingEngine(engine);
  if (process.getuid?.() !== 0) return "throwaway machines need root, for mount and process namespaces.";
  const packages = { "/usr/sbin/sshd": "openssh-server", "/usr/bin/sudo": "sudo" };
  const absent = Object.entries(packages).filter(([tool]) => !existsSync(tool));
  return absent.length > 0 ? `apt-get install ${absent.map(([, name]) => name).join(" ")}` : undefined;
}

/** Tests that need an engine and machines; skipped with the reason where one is missing, failed in CI. */
export function describeMachines(title: string, engine: EngineName, body: (binary: string) => void): void {
  const reason = missing(engine);
  describe(`${title} with ${engine}`, () => {
    if (reason === undefined) body(findEngine(engine) ?? engine);
    else if (process.env["CI"]) test("has what it needs", () => Promise.reject(new Error(reason)));
    else test.skip(`is skipped: ${reason}`, () => undefined);
  });
}
