import type { Platform } from "../../config";
import { readProtectedList } from "../../stacks/protected-list";
import type { SynthesizedStack } from "../../stacks/synthesized-stack";
import type { Context } from "../context";
import { environmentSecrets, type Secret } from "../plan/redact";
import type { Report } from "../plan/report";
import type { Stopping } from "../stopping";
import { findEngine } from "./engine";
import { originOf } from "./origin";
import type { Outcome } from "./outcome";
import type { PlanFiles } from "./plan-file";
import type { Planning } from "./plan-stacks";
import { withProgress, type ProgressOutput } from "./progress-writer";
import { readableWords } from "./readable";
import { variableSecrets } from "./reading";
import { Session } from "./session";
import { reportOf } from "./to-report";

/** How stacks are planned. */
export interface PlanOptions {
  /** Where the stacks are written, absolute. */
  readonly outdir: string;
  /** Whether a change handed them over: then an engine's messages show less. @default false */
  readonly handedOver?: boolean;
  /** How many at a time. */
  readonly parallel: number;
  /** How long to wait for a lock: `60s`. */
  readonly lockTimeout: string;
  readonly screen: ProgressOutput["screen"];
  readonly stopping: Stopping;
}

/** All that is needed to plan stacks, and to apply them: an engine that is there, and what is known beside the plans. */
export interface Workplace {
  /** What is secret beside the values in the plans. */
  readonly secrets: readonly Secret[];
  /** Shows progress while something is done with the stacks. */
  readonly work: <T>(files: PlanFiles, run: (planning: Planning) => Promise<T>) => Promise<T>;
  /** What was found, for people: redacted. */
  readonly report: (outcomes: ReadonlyMap<string, Outcome>) => Report;
}

const STOPPING = "Stopping: what runs ends cleanly, and gives its lock back. Once more, and it ends at once.";

/** Makes the workplace for stacks that are written. Throws a `Failure` when there is no engine. */
export async function openWorkplace(
  { root, env, tell }: Context,
  platform: Platform,
  stacks: readonly SynthesizedStack[],
  { outdir, handedOver = false, lockTimeout, screen, stopping }: PlanOptions,
): Promise<Workplace> {
  const engine = await findEngine({ env });
  const session = new Session(engine, { root, outdir, handedOver }, stopping);
  const readable = readableWords(platform);
  const committed = readProtectedList(root);
  const protectedAddresses = committed.ok ? committed.list : {};
  const secrets = [...environmentSecrets(env), ...stacks.flatMap((stack) => variableSecrets(stack, env))];
  const names = stacks.map(({ name }) => name);
  return {
    secrets,
    work: (files, run) =>
      withProgress(names, { tell, screen }, async (progress) => {
        const note = (): void => {
          progress.note(STOPPING);
        };
        stopping.asked.addEventListener("abort", note);
        try {
          return await run({ session, files, progress, stopping, readable, protectedAddresses, lockTimeout });
        } finally {
          stopping.asked.removeEventListener("abort", note);
        }
      }),
    report: (outcomes) => reportOf({ engine, origin: originOf(env), platform, stacks, outcomes, secrets, readable }),
  };
}
