import type { PlannedStack } from "../plan/report";
import { countsOf } from "../plan/counts";
import type { Secret } from "../plan/redact";
import { countsText } from "../plan/words";
import type { Reading } from "./reading";
import type { Broken } from "./stack-engine";

/** A plan that was read. */
export interface PlannedOutcome extends Reading, Pick<PlannedStack, "warnings"> {
  readonly kind: "planned";
  /** Whether applying it would do anything, outputs and moves included. */
  readonly changes: boolean;
}

/** A plan that failed, with the secrets that a provider may have quoted. */
export interface FailedOutcome extends Pick<Extract<Broken, { kind: "failed" }>, "kind" | "step" | "diagnostics"> {
  readonly secrets: readonly Secret[];
}

/** What came of planning one stack. */
export type Outcome =
  | PlannedOutcome
  | FailedOutcome
  | { readonly kind: "waiting"; readonly waitsFor: readonly string[] }
  | { readonly kind: "stopped" };

/** What came of it in a few words. They hold no value: nothing is redacted yet. */
export function outcomeText(outcome: Outcome): string {
  switch (outcome.kind) {
    case "planned":
      return outcome.changes ? changesText(outcome) : "no changes";
    case "failed":
      return `failed at ${outcome.step}`;
    case "waiting":
      return `waits for ${outcome.waitsFor.join(", ")}`;
    case "stopped":
      return "stopped";
  }
}

function changesText({ plan }: PlannedOutcome): string {
  const text = countsText(countsOf([plan]));
  return text === "no changes" ? "outputs change" : text;
}
