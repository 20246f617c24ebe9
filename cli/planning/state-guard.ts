import { renameSync, statSync, writeFileSync } from "node:fs";
import { objectOf } from "../../stacks/synthesized-stack";
import type { Diagnostic } from "../plan/report";
import { brokenState, isWhole, stateText, type LocalState } from "./local-state";

/** How often the file is asked whether it changed. */
const PAUSE_MS = 20;
/** Large states are parsed at most this part of the time. */
const SHARE = 0.1;

/**
 * Runs an engine that writes a local state. Remembers the last whole one that it sees, in memory alone, since it holds
 * secrets; when the engine leaves half a state, puts that back and says so.
 *
 * @param state undefined for one that is not on this machine.
 * @param wrote whether the engine may have written it: what somebody else is writing is left alone.
 */
export async function guarded<T>(
  state: LocalState | undefined,
  engine: () => Promise<T>,
  wrote: (run: T) => boolean,
): Promise<{ readonly run: T; readonly restored: readonly Diagnostic[] }> {
  if (state === undefined) return { run: await engine(), restored: [] };
  let whole: string | undefined;
  let seen: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    const began = performance.now();
    const version = versionOf(state);
    const text = version === seen ? undefined : stateText(state);
    if (text !== undefined && isWhole(text)) whole = text;
    seen = version;
    timer = setTimeout(look, Math.max(PAUSE_MS, (performance.now() - began) / SHARE));
  };
  look();
  try {
    const run = await engine();
    return { run, restored: wrote(run) ? mend(state, whole) : [] };
  } finally {
    clearTimeout(timer);
  }
}

function mend(state: LocalState, whole: string | undefined): readonly Diagnostic[] {
  const broken = brokenState(state);
  if (broken === undefined) return [];
  if (whole === undefined) return [broken];
  putBack(state, whole);
  return [restored(state, whole)];
}

function versionOf({ file }: LocalState): string | undefined {
  const stat = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stat && `${String(stat.mtimeNs)} ${String(stat.size)}`;
}

/** In one step: whoever is killed here leaves one or the other. */
function putBack({ file }: LocalState, text: string): void {
  writeFileSync(`${file}.whole`, text, { mode: 0o600 });
  renameSync(`${file}.whole`, file);
}

function restored({ typed }: LocalState, text: string): Diagnostic {
  const serial = objectOf(JSON.parse(text))["serial"];
  return {
    severity: "warning",
    summary: "The state was not written to its end",
    detail: [
      `The engine was killed while it wrote ${typed}. The last whole state that was seen is in its place${typeof serial === "number" ? `: serial ${String(serial)}` : ""}.`,
      "What was made in the moments after that is in no state: look for it, and import or delete it, before you apply again.",
    ].join("\n"),
  };
}
