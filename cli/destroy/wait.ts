import { setTimeout as sleep } from "node:timers/promises";
import { Failure } from "../failure";

/** How long to wait for what others do. */
export interface Pace {
  readonly timeoutMinutes: number;
  /** Between two questions. */
  readonly pauseSeconds: number;
  /** Aborted when somebody stops the command. */
  readonly stopped: AbortSignal;
}

/** What people read when they have stopped the command. */
export const STOPPED = "Stopped. The same command goes on from here.";

/**
 * Asks again until nothing is left; tells what is left whenever that has changed.
 *
 * @param left asks for the names of what is left.
 * @param late what to say when the time is over, after the names.
 */
export async function waitUntilGone(
  pace: Pace,
  what: string,
  left: () => Promise<readonly string[]>,
  { tell, late }: { readonly tell: (text: string) => void; readonly late: () => Promise<string> },
): Promise<void> {
  const end = Date.now() + pace.timeoutMinutes * 60_000;
  let told = "";
  for (;;) {
    const names = await left();
    if (names.length === 0) return;
    if (pace.stopped.aborted) throw new Failure(STOPPED);
    if (Date.now() > end) {
      const minutes = `${String(pace.timeoutMinutes)} min`;
      throw new Failure(`After ${minutes}, these ${what} are still there: ${names.join(", ")}.\n${await late()}`);
    }
    const text = `Waiting for ${what}: ${names.join(", ")}`;
    if (text !== told) tell(text);
    told = text;
    await sleep(pace.pauseSeconds * 1000, undefined, { signal: pace.stopped }).catch(() => {
      throw new Failure(STOPPED);
    });
  }
}
