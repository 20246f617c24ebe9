/** That somebody wants a command to end: Ctrl-C, a cancelled CI run, a closed terminal. */
export interface Stopping {
  /** Somebody asked: nothing more begins, and what runs ends cleanly. */
  readonly asked: AbortSignal;
  /** Somebody asked again: what runs ends at once. */
  readonly insisted: AbortSignal;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Of one Ctrl-C, the terminal tells this process, and so does npm when `npm run` is around it. */
const SAME_BREATH_MS = 1000;

/** Runs something that hears when somebody wants it to end, instead of ending on the spot. */
export async function stoppable<T>(run: (stopping: Stopping) => Promise<T>): Promise<T> {
  const [asked, insisted] = [new AbortController(), new AbortController()];
  let since = 0;
  const stop = (): void => {
    if (!asked.signal.aborted) {
      since = Date.now();
      asked.abort();
    } else if (Date.now() - since > SAME_BREATH_MS) insisted.abort();
  };
  SIGNALS.forEach((signal) => process.on(signal, stop));
  try {
    return await run({ asked: asked.signal, insisted: insisted.signal });
  } finally {
    SIGNALS.forEach((signal) => process.off(signal, stop));
  }
}
