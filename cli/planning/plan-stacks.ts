import type { SynthesizedStack } from "../../stacks/synthesized-stack";
import { redactorOf, type Redactor, type Secret } from "../plan/redact";
import type { Stopping } from "../stopping";
import { needsOf } from "./needs";
import type { PlanFiles } from "./plan-file";
import type { ProgressWriter } from "./progress-writer";
import { readPlan, stateSecrets, variableSecrets, type Reading } from "./reading";
import { inParallel } from "./schedule";
import type { Session } from "./session";
import type { Broken, SavedPlan } from "./stack-engine";
import { countsText } from "./outcome-text";

/** What came of planning one stack, with the secrets that must not be shown with it. */
export type Outcome =
  | ({ readonly kind: "planned" } & Reading & Pick<SavedPlan, "changes" | "warnings">)
  | (Extract<Broken, { kind: "failed" }> & { readonly secrets: readonly Secret[] })
  | { readonly kind: "waiting"; readonly waitsFor: readonly string[] }
  | { readonly kind: "stopped" };

/** What planning needs. */
export interface Planning {
  /** All stacks, asked for or not: one that is planned may read from one that is not. */
  readonly all: readonly SynthesizedStack[];
  readonly session: Session;
  readonly files: PlanFiles;
  readonly progress: ProgressWriter;
  readonly stopping: Stopping;
  readonly env: NodeJS.ProcessEnv;
  readonly readable: readonly string[];
  readonly protectedAddresses: Readonly<Record<string, readonly string[]>>;
  readonly lockTimeout: string;
}
