import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LOCK_SUFFIX } from "../../stacks/lock-files";
import { Failure } from "../failure";
import type { Engine } from "../planning/engine";
import type { Stopping } from "../stopping";
import { hanging } from "../words";
import { distrust, mismatches, PLATFORMS } from "./judge";
import { readLock, type LockedProvider } from "./lock-text";
import type { RequiredProvider } from "./required";

/** What a lock is made for. */
export interface Wanted {
  readonly required: readonly RequiredProvider[];
  /** Providers that keep their version. */
  readonly kept: readonly LockedProvider[];
}

/**
 * The text of a lock file with the checksums of all platforms. Throws a {@link Failure} when the registry can't be
 * reached, and when what came could not have come from one.
 *
 * @param engine of an environment that {@link registryOnly} has made.
 */
export async function makeLock(engine: Engine, { required, kept }: Wanted, stopping: Stopping): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "platform-locks-"));
  const file = join(folder, LOCK_SUFFIX);
  try {
    writeFileSync(join(folder, "providers.tf.json"), configuration(required));
    if (kept.length > 0) writeFileSync(file, kept.map(({ text }) => text).join("\n"));
    const platforms = PLATFORMS.map((platform) => `-platform=${platform}`);
    const { status, stderr } = await engine.run(folder, ["providers", "lock", "-no-color", ...platforms], { stopping });
    if (stopping.asked.aborted) throw new Failure("Stopped. Nothing was written.");
    if (status !== 0) throw new Failure(refused(engine, stderr));
    const text = readFileSync(file, "utf8");
    const locked = readLock(text);
    const problems = [...mismatches(required, locked), ...distrust(locked)];
    if (problems.length === 0) return text;
    throw new Failure(
      `This lock did not come from a registry. Nothing was written.\n  ${problems.join("\n  ")}\nA mirror's checksums are worth nothing on other machines.`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The environment of an engine that asks registries only. A mirror could be named in the user's settings or by
 * TF_CLI_ARGS_providers_lock.
 *
 * @param settings a file with nothing in it, in the place of the user's settings.
 */
export function registryOnly(env: NodeJS.ProcessEnv, settings: string): NodeJS.ProcessEnv {
  const rest = Object.entries(env).filter(([name]) => !name.startsWith("TF_CLI_ARGS"));
  return { ...Object.fromEntries(rest), TF_CLI_CONFIG_FILE: settings };
}

function configuration(required: readonly RequiredProvider[]): string {
  const providers = new Map(
    required.map(({ source, constraint }, index) => [
      `provider-${String(index)}`,
      { source, ...(constraint !== "" && { version: constraint }) },
    ]),
  );
  return JSON.stringify({ terraform: { required_providers: Object.fromEntries(providers) } });
}

function refused({ name }: Engine, stderr: string): string {
  return `${name} could not get the providers from their registry. Nothing was written.
  ${hanging(stderr.trim(), "  ")}
Run "npm run platform -- locks" where the registry can be reached, and commit locks/. A stack without a lock file works as well: each machine then takes the newest versions that the stack allows.`;
}
