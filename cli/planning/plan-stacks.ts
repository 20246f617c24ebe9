import type { SynthesizedStack } from "../../stacks/synthesized-stack";
import { collectSecrets, collectStateSecrets, type Secret } from "../plan/redact";
import type { Stopping } from "../stopping";
import { needsOf } from "./needs";
import { outcomeText, type Outcome } from "./outcome";
import type { PlanFiles } from "./plan-file";
import type { ProgressWriter } from "./progress-writer";
import { readPlan } from "./reading";
import { inParallel } from "./schedule";
import type { Session } from "./session";
import type { Broken } from "./stack-engine";

/** What planning works with. */
export interface Planning {
  readonly session: Session;
  readonly files: PlanFiles;
  readonly progress: ProgressWriter;
  readonly stopping: Stopping;
  /** The words that no plan hides. */
  readonly readable: readonly string[];
  /** Addresses that hold what can't be made again, by stack. */
  readonly protectedAddresses: Readonly<Record<string, readonly string[]>>;
  /** How long to wait for a lock: `60s`. */
  readonly lockTimeout: string;
}

/** Plans stacks, so many at a time, each after those that it depends on. One that fails does not hold up the others. */
export function planStacks(
  stacks: readonly SynthesizedStack[],
  parallel: number,
  planning: Planning,
): Promise<ReadonlyMap<string, Outcome>> {
  return inParallel<SynthesizedStack, Outcome>(stacks, parallel, async (stack, before) => {
    const outcome = await outcomeOf(stack, before, planning);
    planning.progress.enter(stack.name, { kind: "ended", text: outcomeText(outcome) });
    return outcome;
  });
}

async function outcomeOf(
  stack: SynthesizedStack,
  before: ReadonlyMap<string, Outcome>,
  planning: Planning,
): Promise<Outcome> {
  const { asked } = planning.stopping;
  const waitsFor = asked.aborted ? [] : await missing(stack, before, planning.session);
  if (asked.aborted) return { kind: "stopped" };
  if (waitsFor.length > 0) return { kind: "waiting", waitsFor };
  return planStack(stack, planning);
}

/**
 * The stacks whose outputs are read and not there: not planned for some reason, never applied, or applied before they had
 * that output. When nobody can tell, it is tried: then the engine says what is wrong.
 */
async function missing(
  stack: SynthesizedStack,
  before: ReadonlyMap<string, Outcome>,
  session: Session,
): Promise<readonly string[]> {
  const waits: string[] = [];
  for (const [name, outputs] of needsOf(stack)) {
    const outcome = before.get(name);
    const have = outcome === undefined || outcome.kind === "planned" ? await session.outputs({ name }) : new Set();
    if (have !== undefined && [...outputs].some((output) => !have.has(output))) waits.push(name);
  }
  return waits;
}

async function planStack(stack: SynthesizedStack, planning: Planning): Promise<Outcome> {
  const { session, files, progress, lockTimeout, readable, protectedAddresses } = planning;
  const broken = await session.init(stack, () => {
    progress.enter(stack.name, { kind: "init" });
  });
  if (broken?.kind === "stopped") return broken;
  if (broken !== undefined) return { ...broken, secrets: [] };
  progress.enter(stack.name, { kind: "planning", refreshed: 0, changes: 0 });
  const file = files.make(stack.name);
  try {
    const saved = await session.of(stack).plan(file, {
      lockTimeout,
      onEvent: (event) => {
        progress.hear(stack.name, event);
      },
    });
    if (saved.kind === "failed") return { ...saved, secrets: await secretsAround(saved, stack, session) };
    if (saved.kind === "stopped") return saved;
    const known = { readable, protectedAddresses: protectedAddresses[stack.name] ?? [] };
    const { changes, warnings } = saved;
    return { kind: "planned", ...readPlan(saved.plan, stack, known), changes, warnings };
  } finally {
    files.remove(file);
  }
}

/** What may not be shown of a plan that failed: a provider may quote any value that it was given. */
async function secretsAround(
  { part }: Extract<Broken, { kind: "failed" }>,
  stack: SynthesizedStack,
  session: Session,
): Promise<readonly Secret[]> {
  return [...(part ? collectSecrets(part) : []), ...collectStateSecrets(await session.of(stack).state())];
}
