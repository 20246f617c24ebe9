import { z } from "zod";
import { parseExactly } from "../plan/long-numbers";
import { parsePlan } from "../plan/parse";
import type { PlanJson } from "../plan/plan-json";
import type { Diagnostic, FailedStack } from "../plan/report";
import type { Stopping } from "../stopping";
import { diagnosticsOf, failureOf, isLocked, type Place } from "./diagnostics";
import type { Engine, EngineRun } from "./engine";
import { eventOf, type EngineEvent } from "./events";
import { brokenState, localState, type LocalState } from "./local-state";
import { guarded } from "./state-guard";

/** A stack's folder with its configuration, where the engine runs. */
export interface StackFolder {
  /** Absolute. */
  readonly folder: string;
  /** The same as people type it. */
  readonly typed: string;
  /** Whether its lock file is the committed one, to which the engine must not add anything. */
  readonly locked: boolean;
  /** Whether somebody else's code made what is in it. */
  readonly handedOver?: boolean;
}

/** A step that did not come to its end. */
export type Broken =
  | {
      readonly kind: "failed";
      readonly step: FailedStack["step"];
      readonly diagnostics: readonly Diagnostic[];
      /** What was planned before it failed: it shows which values may not be shown. */
      readonly part?: PlanJson;
    }
  | { readonly kind: "stopped" };

/** A plan that is saved in a file, and what it says. */
export interface SavedPlan {
  readonly kind: "saved";
  readonly plan: PlanJson;
  /** Whether applying it would do anything, outputs and moves included. */
  readonly changes: boolean;
  readonly warnings: readonly Diagnostic[];
}

/** How an apply ended. */
export interface Applied {
  readonly kind: "applied" | "failed" | "stopped";
  readonly diagnostics: readonly Diagnostic[];
}

/** How to plan, or to apply. */
export interface PlanOptions {
  /** How long to wait for somebody else's lock: `60s`, `10m`. */
  readonly lockTimeout: string;
  readonly onEvent: (event: EngineEvent) => void;
}

const names = z.record(z.string(), z.unknown());
const CHANGES = 2;

/** What an engine does with one stack. `platform apply` goes on from the file that {@link plan} saves. */
export class StackEngine {
  private readonly place: Place;
  private readonly local: LocalState | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly where: StackFolder,
    private readonly stopping: Stopping,
  ) {
    const { typed, handedOver = false } = where;
    this.place = { engine, typed, handedOver };
    this.local = localState(where);
  }

  /** Gets the providers and the backend ready. Undefined when they are. */
  async init(): Promise<Broken | undefined> {
    const lock = this.where.locked ? ["-lockfile=readonly"] : [];
    const run = await this.run(["init", "-input=false", "-json", ...lock]);
    if (this.isStopped()) return { kind: "stopped" };
    return run.status === 0 ? undefined : this.failed("init", run, this.local && brokenState(this.local));
  }

  /** Plans into a file, and reads what it says. */
  async plan(file: string, { lockTimeout, onEvent }: PlanOptions): Promise<SavedPlan | Broken> {
    const lock = `-lock-timeout=${lockTimeout}`;
    const broken = this.local && brokenState(this.local);
    const args = ["plan", "-input=false", "-detailed-exitcode", lock, `-out=${file}`, "-json"];
    const run = await this.run(args, heard(onEvent));
    // Whatever it says: a plan that was interrupted may end well, and leave out what it did not come to.
    if (this.isStopped()) return { kind: "stopped" };
    // Half a state, while somebody holds its lock, is one that they are writing.
    if (broken !== undefined && !isLocked(run)) return this.failed("plan", run, broken);
    const shown = await this.run(["show", "-json", file]);
    if (this.isStopped()) return { kind: "stopped" };
    if (run.status !== 0 && run.status !== CHANGES) {
      // Engines save a plan that failed on the way, where it came to anything.
      return { ...this.failed("plan", run), ...(shown.status === 0 && { part: parsePlan(shown.stdout) }) };
    }
    if (shown.status !== 0) return this.failed("show", shown);
    const warnings = diagnosticsOf(run, this.place);
    return { kind: "saved", plan: parsePlan(shown.stdout), changes: run.status === CHANGES, warnings };
  }

  /** Applies a saved plan, exactly as it is. Interrupted, it ends what it is at and writes its state. */
  async apply(file: string, { lockTimeout, onEvent }: PlanOptions): Promise<Applied> {
    const args = ["apply", "-input=false", `-lock-timeout=${lockTimeout}`, "-json", file];
    const { run, restored } = await guarded(
      this.local,
      () => this.run(args, heard(onEvent)),
      (ended) => !isLocked(ended),
    );
    if (run.status === 0) return { kind: "applied", diagnostics: [...diagnosticsOf(run, this.place), ...restored] };
    if (this.isStopped()) return { kind: "stopped", diagnostics: restored };
    return { kind: "failed", diagnostics: [...failureOf(run, "apply", this.place), ...restored] };
  }

  /** The names of the outputs that the state has; undefined when the state can't be read. */
  async outputs(): Promise<ReadonlySet<string> | undefined> {
    const run = await this.run(["output", "-json"]);
    const read = run.status === 0 ? names.safeParse(parsed(run.stdout)) : undefined;
    return read?.success ? new Set(Object.keys(read.data)) : undefined;
  }

  /** The state as JSON, secrets in clear; undefined when it can't be read. */
  async state(): Promise<unknown> {
    const run = await this.run(["show", "-json"]);
    return run.status === 0 ? parsed(run.stdout) : undefined;
  }

  private isStopped(): boolean {
    return this.stopping.asked.aborted;
  }

  private run(args: readonly string[], onLine?: (line: string) => void): Promise<EngineRun> {
    return this.engine.run(this.where.folder, args, { stopping: this.stopping, onLine });
  }

  /** @param cause what is wrong, where the engine says less. @default - what the engine says */
  private failed(step: FailedStack["step"], run: EngineRun, cause?: Diagnostic): Broken {
    return { kind: "failed", step, diagnostics: cause === undefined ? failureOf(run, step, this.place) : [cause] };
  }
}

function heard(onEvent: PlanOptions["onEvent"]): (line: string) => void {
  return (line) => {
    const event = eventOf(line);
    if (event !== undefined) onEvent(event);
  };
}

function parsed(text: string): unknown {
  try {
    return parseExactly(text);
  } catch {
    return undefined;
  }
}
