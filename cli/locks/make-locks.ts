import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Context } from "../context";
import { findEngine } from "../planning/engine";
import { stoppable } from "../stopping";
import { distrust, mismatches } from "./judge";
import { makeLock, registryOnly, type Wanted } from "./make-lock";
import type { StackLock } from "./survey";

/**
 * The texts of lock files, by their paths: all of them, or a Failure. Stacks that ask for the same providers share the
 * work, since each provider is fetched for every platform.
 *
 * @param upgrade whether providers that are locked take newer versions.
 */
export async function makeLocks(
  { env, tell }: Pick<Context, "env" | "tell">,
  locks: readonly StackLock[],
  upgrade: boolean,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  if (locks.length === 0) return texts;
  const aside = mkdtempSync(join(tmpdir(), "platform-locks-"));
  try {
    const settings = join(aside, "empty.tfrc");
    writeFileSync(settings, "");
    const engine = await findEngine({ env: registryOnly(env, settings) });
    await stoppable(async (stopping) => {
      for (const [wanted, files] of groups(locks, upgrade)) {
        tell(`Fetching ${wanted.required.map(({ source }) => source).join(", ")} for ${files.join(", ")}`);
        const text = await makeLock(engine, wanted, stopping);
        for (const file of files) texts.set(file, text);
      }
    });
    return texts;
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** What has to be made, and the files that it is for. */
function groups(locks: readonly StackLock[], upgrade: boolean): readonly (readonly [Wanted, readonly string[]])[] {
  const found = new Map<string, readonly [Wanted, readonly string[]]>();
  for (const { file, required, locked } of locks) {
    const isFine = (provider: (typeof locked)[number]): boolean =>
      required.some((one) => mismatches([one], [provider]).length === 0) && distrust([provider]).length === 0;
    const wanted = { required, kept: upgrade ? [] : locked.filter(isFine) };
    const key = JSON.stringify(wanted);
    found.set(key, [wanted, [...(found.get(key)?.[1] ?? []), file]]);
  }
  return [...found.values()];
}
