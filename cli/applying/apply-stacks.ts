import type { SynthesizedStack } from "../../stacks/synthesized-stack";
import { countsOf, stepsOf } from "../plan/counts";
import { collectStateSecrets, redactDiagnostics, redactorOf, type Secret } from "../plan/redact";
import type { Diagnostic } from "../plan/report";
import { doneText } from "../plan/words";
import type { Outcome, PlannedOutcome } from "../planning/outcome";
import { planStacks, type Planning } from "../planning/plan-stacks";
import { redactorFor, shownPlan } from "../planning/shown";
import { objections, type Approval } from "./judge";
import type { KeptPlans } from "./kept-plans";
import type { StackResult } from "./result";

/** What applying works with. */
export interface Applying {
  readonly planning: Planning;
  readonly kept: KeptPlans;
  /** By whose word a stack's plan is applied. */
  readonly approvalOf: (stack: string) => Approval;
  /** Addresses that hold data and may be destroyed. */
  readonly allowed: readonly string[];
  /** What is secret beside the values in the plans. */
  readonly secrets: readonly Secret[];
}

/** What planning came to: what would be applied, or the results that stand already. */
export interface Prepared {
  /** As people may see them. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** Empty when everything may be applied; else a result for each stack, and nothing is applied. */
  readonly refusals: readonly StackResult[];
}

/** Plans everything, and holds it against what was reviewed: all objections at once, before anything is touched. */
export async function prepare(
  stacks: readonly SynthesizedStack[],
  parallel: number,
  applying: Applying,
): Promise<Prepared> {
  const outcomes = shown(await planStacks(stacks, parallel, applying.planning), [], applying);
  const results = stacks.map((stack) => verdictOn(stack, outcomes.get(stack.name), applying));
  const bad = results.some(({ kind }) => kind === "refused" || kind === "failed" || kind === "stopped");
  return { outcomes, refusals: bad ? results : [] };
}

/** Applies what was prepared, in order, each plan exactly as it is in its file. After a failure nothing more begins. */
export async function applyPrepared(
  stacks: readonly SynthesizedStack[],
  { outcomes }: Prepared,
  applying: Applying,
): Promise<readonly StackResult[]> {
  const results: StackResult[] = [];
  for (const stack of stacks) {
    const broken = results.some(({ kind }) => kind === "failed" || kind === "refused" || kind === "stopped");
    results.push(broken ? { kind: "held", stack: stack.name } : await applyNext(stack, outcomes, results, applying));
  }
  return results;
}

/** What stands in the way of a stack, or that nothing does: then it is "held" until its turn. */
function verdictOn(stack: SynthesizedStack, outcome: Outcome | undefined, applying: Applying): StackResult {
  const { name } = stack;
  if (outcome === undefined || outcome.kind === "stopped") return { kind: "stopped", stack: name, begun: false };
  if (outcome.kind === "waiting") return { kind: "waiting", stack: name, waitsFor: outcome.waitsFor };
  if (outcome.kind === "failed") {
    const diagnostics = redacted(outcome.diagnostics, outcome.secrets, applying);
    return { kind: "failed", stack: name, step: outcome.step, diagnostics };
  }
  if (!outcome.changes) return { kind: "unchanged", stack: name };
  const reasons = objections(outcome, applying.approvalOf(name), applying.allowed);
  return reasons.length === 0 ? { kind: "held", stack: name } : { kind: "refused", stack: name, reasons };
}

async function applyNext(
  stack: SynthesizedStack,
  outcomes: ReadonlyMap<string, Outcome>,
  done: readonly StackResult[],
  applying: Applying,
): Promise<StackResult> {
  if (applying.planning.stopping.asked.aborted) return { kind: "stopped", stack: stack.name, begun: false };
  const follows = done.some(({ kind, stack: name }) => kind === "applied" && stack.dependencies.includes(name));
  const before = outcomes.get(stack.name);
  // What it reads may have changed a moment ago.
  const outcome = follows && before?.kind === "planned" ? await planAgain(stack, outcomes, applying) : before;
  const verdict = verdictOn(stack, outcome, applying);
  return verdict.kind === "held" && outcome?.kind === "planned" ? applyPlan(stack, outcome, applying) : verdict;
}

async function planAgain(
  stack: SynthesizedStack,
  before: ReadonlyMap<string, Outcome>,
  applying: Applying,
): Promise<Outcome | undefined> {
  applying.kept.forget(stack.name);
  const again = await planStacks([stack], 1, applying.planning);
  return shown(again, before.values(), applying).get(stack.name);
}

/** Addresses as people may see them: the comment has no others, nor may a refusal, nor can anybody allow others. */
function shown(
  outcomes: ReadonlyMap<string, Outcome>,
  others: Iterable<Outcome>,
  { planning, secrets }: Applying,
): ReadonlyMap<string, Outcome> {
  const redactor = redactorFor([...others, ...outcomes.values()], secrets, planning.readable);
  return new Map(
    [...outcomes].map(([name, outcome]) => [name, outcome.kind === "planned" ? shownPlan(outcome, redactor) : outcome]),
  );
}

async function applyPlan(stack: SynthesizedStack, outcome: PlannedOutcome, applying: Applying): Promise<StackResult> {
  const { name } = stack;
  const { session, progress, lockTimeout } = applying.planning;
  const engine = session.of(stack);
  const of = stepsOf(outcome.plan);
  let done = 0;
  progress.enter(name, { kind: "applying", done, of });
  const ended = await engine.apply(applying.kept.file(name), {
    lockTimeout,
    onEvent: (event) => {
      if (event.kind === "done") done += 1;
      progress.hear(name, event);
    },
  });
  progress.enter(name, { kind: "ended", text: ended.kind });
  // A provider may quote any value that it was given, or has just made.
  const secrets = [...outcome.secrets, ...collectStateSecrets(await engine.state())];
  const diagnostics = redacted(ended.diagnostics, secrets, applying);
  if (ended.kind === "stopped") return { kind: "stopped", stack: name, begun: true, done, of, diagnostics };
  if (ended.kind === "failed") return { kind: "failed", stack: name, step: "apply", done, of, diagnostics };
  return {
    kind: "applied",
    stack: name,
    text: doneText(countsOf([outcome.plan])) || "outputs changed",
    warnings: diagnostics,
  };
}

function redacted(
  diagnostics: readonly Diagnostic[],
  secrets: readonly Secret[],
  { planning, secrets: others }: Applying,
): readonly Diagnostic[] {
  return redactDiagnostics(diagnostics, redactorOf(new Set([...others, ...secrets]), { readable: planning.readable }));
}
