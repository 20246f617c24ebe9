import type { Platform } from "../../config";
import { readProtectedList } from "../../stacks/protected-list";
import type { SynthesizedStack } from "../../stacks/synthesized-stack";
import type { Context } from "../context";
import { Failure } from "../failure";
import { environmentSecrets } from "../plan/redact";
import type { Report } from "../plan/report";
import { findEngine } from "../planning/engine";
import type { PlanOptions } from "../planning/make-report";
import { originOf } from "../planning/origin";
import { withPlanFiles } from "../planning/plan-file";
import { withProgress } from "../planning/progress-writer";
import { readableWords } from "../planning/readable";
import { variableSecrets } from "../planning/reading";
import { Session } from "../planning/session";
import { reportOf } from "../planning/to-report";
import { stoppable } from "../stopping";
import { applyPrepared, prepare, type Applying, type Prepared } from "./apply-stacks";
import type { Approval } from "./judge";
import { keepPlans } from "./kept-plans";
import { idleAllowances } from "./losses";
import type { StackResult } from "./result";

/** How stacks are applied. */
export interface ApplyOptions extends Omit<PlanOptions, "stopping"> {
  readonly approvalOf: (stack: string) => Approval;
  /** Addresses that hold data and may be destroyed. */
  readonly allowed: readonly string[];
  /** Shows what would be applied and asks whether to; throws when the answer is no. @default - a review has answered */
  readonly confirm?: ((report: Report) => Promise<void>) | undefined;
}

/** Plans stacks again, and applies what was approved; nothing at all when one of them is not what was approved. */
export async function applyStacks(
  context: Context,
  platform: Platform,
  stacks: readonly SynthesizedStack[],
  { outdir, parallel, lockTimeout, screen, approvalOf, allowed, confirm }: ApplyOptions,
): Promise<readonly StackResult[]> {
  const { root, env, tell } = context;
  const engine = await findEngine(context);
  const readable = readableWords(platform);
  const secrets = [...environmentSecrets(env), ...stacks.flatMap((stack) => variableSecrets(stack, env))];
  const committed = readProtectedList(root);
  const protectedAddresses = committed.ok ? committed.list : {};
  const names = stacks.map(({ name }) => name);
  return stoppable((stopping) =>
    withPlanFiles(async (files) => {
      stopping.asked.addEventListener("abort", () => {
        tell("Stopping: what runs ends cleanly, and writes its state. Once more, and it ends at once.");
      });
      const kept = keepPlans(files);
      const session = new Session(engine, { root, outdir }, stopping);
      const phase = <T>(run: (applying: Applying) => Promise<T>): Promise<T> =>
        withProgress(names, { tell, screen }, (progress) => {
          const planning = {
            session,
            files: kept.files,
            progress,
            stopping,
            readable,
            protectedAddresses,
            lockTimeout,
          };
          return run({ planning, kept, approvalOf, allowed, secrets });
        });
      const prepared = await phase((applying) => prepare(stacks, parallel, applying));
      if (prepared.refusals.length > 0) return prepared.refusals;
      refuseIdle(prepared, allowed);
      if (confirm !== undefined && hasChanges(prepared)) {
        const { outcomes } = prepared;
        await confirm(reportOf({ engine, origin: originOf(env), platform, stacks, outcomes, secrets, readable }));
      }
      return phase((applying) => applyPrepared(stacks, prepared, applying));
    }),
  );
}

function hasChanges({ outcomes }: Prepared): boolean {
  return [...outcomes.values()].some((outcome) => outcome.kind === "planned" && outcome.changes);
}

/** An address that is misspelt here could be right in the next plan. */
function refuseIdle({ outcomes }: Prepared, allowed: readonly string[]): void {
  const plans = [...outcomes.values()].flatMap((outcome) => (outcome.kind === "planned" ? [outcome.plan] : []));
  const idle = idleAllowances(plans, allowed);
  if (idle.length === 0) return;
  const lines = idle.map((address) => `--allow-destroy: nothing here destroys or replaces ${address}.`);
  throw new Failure([...lines, "Nothing was applied."].join("\n"));
}
