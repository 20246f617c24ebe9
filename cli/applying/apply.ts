import type { Platform } from "../../config";
import type { SynthesizedStack } from "../../stacks/synthesized-stack";
import type { Context } from "../context";
import { Failure } from "../failure";
import type { Report } from "../plan/report";
import { withPlanFiles } from "../planning/plan-file";
import { openWorkplace, type PlanOptions } from "../planning/workplace";
import { applyPrepared, prepare, type Applying, type Prepared } from "./apply-stacks";
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
  const { parallel, approvalOf, allowed, confirm } = options;
  const { work, report, secrets } = await openWorkplace(context, platform, stacks, options);
  return withPlanFiles(async (files) => {
    const kept = keepPlans(files);
    const phase = <T>(run: (applying: Applying) => Promise<T>): Promise<T> =>
      work(kept.files, (planning) => run({ planning, kept, approvalOf, allowed, secrets }));
    const prepared = await phase((applying) => prepare(stacks, parallel, applying));
    if (prepared.refusals.length > 0) return prepared.refusals;
    refuseIdle(prepared, allowed);
    if (hasChanges(prepared)) await confirm?.(report(prepared.outcomes));
    return phase((applying) =>
      applyPrepared(stacks, prepared, { ...applying, approvalOf: read(approvalOf, prepared) }),
    );
  });
}

/** Who was asked has read these plans, and no other: one that is made again after it has to be the same. */
function read(approvalOf: (stack: string) => Approval, { outcomes }: Prepared): (stack: string) => Approval {
  return (stack) => {
    const approval = approvalOf(stack);
    if (approval.by !== "question") return approval;
    const outcome = outcomes.get(stack);
    return { by: "reader", reviewed: outcome?.kind === "planned" ? outcome : undefined };
  };
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
