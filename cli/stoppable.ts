import { Failure } from "./failure";

const signals = ["SIGINT", "SIGTERM"] as const;

/**
 * Runs something that cleans up after itself when somebody stops it: Ctrl-C aborts the signal it is given, instead of
 * ending this process at once.
 *
 * @param message what people read when they have stopped it.
 */
export async function stoppable<T>(message: string, run: (stopped: AbortSignal) => Promise<T>): Promise<T> {
  const stopping = new AbortController();
  const stop = (): void => {
    stopping.abort();
  };
  signals.forEach((signal) => process.on(signal, stop));
  try {
    const result = await run(stopping.signal);
    if (stopping.signal.aborted) throw new Failure(message);
    return result;
  } catch (error) {
    throw stopping.signal.aborted ? new Failure(message) : error;
  } finally {
    signals.forEach((signal) => process.off(signal, stop));
  }
}
