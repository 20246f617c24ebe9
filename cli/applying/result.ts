import type { Diagnostic } from "../plan/report";
import { doneOf } from "../planning/progress";

/** An apply that did not come to its end. */
interface Halfway {
  readonly stack: string;
  /** How many of the engine's steps were done, and how many there are. */
  readonly done: number;
  readonly of: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** What came of applying one stack. */
export type StackResult =
  | {
      readonly kind: "applied";
      readonly stack: string;
      readonly text: string;
      readonly warnings: readonly Diagnostic[];
    }
  | { readonly kind: "unchanged"; readonly stack: string }
  /** It reads from stacks that had not been applied when everything was planned. */
  | { readonly kind: "waiting"; readonly stack: string; readonly waitsFor: readonly string[] }
  /** Not applied, by our own rules. */
  | { readonly kind: "refused"; readonly stack: string; readonly reasons: readonly string[] }
  | {
      readonly kind: "failed";
      readonly stack: string;
      readonly step: "init" | "plan" | "show";
      readonly diagnostics: readonly Diagnostic[];
    }
  | (Halfway & { readonly kind: "failed"; readonly step: "apply" })
  | { readonly kind: "stopped"; readonly stack: string; readonly begun: false }
  /** Somebody stopped it; what was done by then is in its state. */
  | (Halfway & { readonly kind: "stopped"; readonly begun: true })
  /** Not begun, since something else went wrong. */
  | { readonly kind: "held"; readonly stack: string };

/** Whether a result means that the command failed. */
export function isBad({ kind }: StackResult): boolean {
  return kind === "refused" || kind === "failed" || kind === "stopped" || kind === "held";
}

/** A result in words, without what belongs below it. */
export function resultText(result: StackResult): string {
  switch (result.kind) {
    case "applied":
      return `applied: ${result.text}`;
    case "unchanged":
      return "nothing to do";
    case "waiting":
      return `waits for ${result.waitsFor.join(", ")}`;
    case "refused":
      return "refused";
    case "failed":
      return result.step === "apply"
        ? `failed on the way, ${doneOf(result)}`
        : `failed at ${result.step}, nothing was applied`;
    case "stopped":
      return result.begun ? `stopped on the way, ${doneOf(result)}` : "not begun: stopped";
    case "held":
      return "not begun";
  }
}

/** What belongs below a result, in lines. */
export function resultLines(result: StackResult): readonly string[] {
  switch (result.kind) {
    case "applied":
      return result.warnings.flatMap(diagnosticLines);
    case "waiting":
      return ["Once that is applied, plan it and have that reviewed."];
    case "refused":
      return result.reasons;
    case "failed":
      return [...result.diagnostics.flatMap(diagnosticLines), ...(result.step === "apply" ? [LEFT(result.stack)] : [])];
    case "stopped":
      return result.begun ? [...result.diagnostics.flatMap(diagnosticLines), LEFT(result.stack)] : [];
    default:
      return [];
  }
}

const LEFT = (stack: string): string => `Some of it may be done. What is left says: npm run platform -- plan ${stack}`;

function diagnosticLines({ severity, summary, detail, address }: Diagnostic): readonly string[] {
  const place = address === undefined ? "" : ` (${address})`;
  return [`${severity}: ${summary}${place}`, ...detail.split("\n").map((line) => `  ${line}`)];
}
