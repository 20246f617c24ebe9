import { writeFileSync } from "node:fs";
import { log } from "./output";

/** Tells the service manager that the service is up, as sd_notify does. */
export function makeReady(): void {
  const file = process.env.STAND_IN_READY;
  if (file !== undefined) {
    writeFileSync(file, "");
  }
}

/** Repeats `work` until the process is told to end. */
export async function untilStopped(work: () => Promise<void>): Promise<void> {
  let stopping = false;
  const stop = (): void => {
    stopping = true;
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  const isStopping = (): boolean => stopping;
  while (!isStopping()) {
    await work();
    for (let waited = 0; waited < 300 && !isStopping(); waited += 20) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  log("info", "Shutdown signal received");
}
