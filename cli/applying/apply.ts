import type { Platform } from "../../config";
import { readProtectedList } from "../../stacks/protected-list";
import type { SynthesizedStack } from "../../stacks/synthesized-stack";
import type { Context } from "../context";
import { Failure } from "../failure";
import { environmentSecrets } from "../plan/redact";
import type { Report } from "../plan/report";
import { findEngine } from "../planning/engine";
import { originOf } from "../planning/origin";
import { withPlanFiles } from "../planning/plan-file";
import { ProgressWriter } from "../planning/progress-writer";
import { readableWords } from "../planning/readable";
import { variableSecrets } from "../planning/reading";
import { Session } from "../planning/session";
import { reportOf } from "../planning/to-report";
import type { PlanOptions } from "../planning/make-report";
import { stoppable } from "../stopping";
import { applyPrepared, prepare, type Applying } from "./apply-stacks";
import type { Approval } from "./judge";
import { keepPlans } from "./kept-plans";
import { idleAllowances } from "./losses";
import type { StackResult } from "./result";

/** How stacks are applied. */
export interface ApplyOptions extends PlanOptions {
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
  options: ApplyOptions,
): Promise<readonly StackResult[]> {
  const { root, env, tell } = context;
  const { outdir, parallel, lockTimeout, screen, approvalOf, allowed, confirm } = options;
  const engine = await findEngine(context);
  const readable = readableWords(platform);
  const committed = readProtectedList(root);
  const protectedAddresses = committed.ok ? committed.list : {};
  const secrets = [...environmentSecrets(env), ...stacks.flatMap((stack) => variableSecrets(stack, env))];
  return stoppable((stopping) =>
    withPlanFiles(async (files) => {
      const kept = keepPlans(files);
      const session = new Session(engine, { root, outdir }, stopping);
      const applyingWith = (progress: ProgressWriter): Applying => ({
        planning: { session, files: kept.files, progress, stopping, readable, protectedAddresses, lockTimeout },
        kept,
        approvalOf,
        allowed,
        secrets,
      });
      const withProgress = async <T>(run: (applying: Applying) => Promise<T>): Promise<T> => {
        const progress = new ProgressWriter(
          stacks.map(({ name }) => name),
          { tell, screen },
        );
        try {
          return await run(applyingWith(progress));
        } finally {
          progress.end();
        }
      };
      stopping.asked.addEventListener("abort", () => {
        tell("Stopping: what runs ends cleanly, and writes its state. Once more, and it ends at once.");
      });
      const prepared = await withProgress((applying) => prepare(stacks, parallel, applying));
      if (prepared.refusals.length > 0) return prepared.refusals;
      refuseIdle(prepared, allowed);
      const report = reportOf({ engine, origin: originOf(env), platform, stacks, ...prepared, secrets, readable });
      const changes = [...prepared.outcomes.values()].some((outcome) => outcome.kind === "planned" && outcome.changes);
      if (changes) await confirm?.(report);
      return withProgress((applying) => applyPrepared(stacks, prepared, applying));
    }),
  );
}

/** An address that is misspelt here could be right in the next plan. */
function refuseIdle({ outcomes }: Awaited<ReturnType<typeof prepare>>, allowed: readonly string[]): void {
  const plans = [...outcomes.values()].flatMap((outcome) => (outcome.kind === "planned" ? [outcome.plan] : []));
  const idle = idleAllowances(plans, allowed);
  if (idle.length === 0) return;
  const lines = idle.map((address) => `--allow-destroy: nothing here destroys or replaces ${address}.`);
  throw new Failure([...lines, "Nothing was applied."].join("\n"));
}
