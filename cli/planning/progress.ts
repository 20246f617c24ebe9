import { counted } from "../words";
import type { EngineEvent } from "./events";

/** What is being done with a stack. */
export type Phase =
  | { readonly kind: "queued" }
  | { readonly kind: "init" }
  | { readonly kind: "planning"; readonly refreshed: number; readonly changes: number }
  | { readonly kind: "applying"; readonly done: number; readonly of: number }
  /** The end, in words: `3 to change`. */
  | { readonly kind: "ended"; readonly text: string };

/** How far a stack is. */
export interface Progress {
  readonly stack: string;
  readonly phase: Phase;
  /** When work on it began and ended, in milliseconds. */
  readonly begun?: number;
  readonly ended?: number;
}

/** A stack that nobody has begun with. */
export function queued(stack: string): Progress {
  return { stack, phase: { kind: "queued" } };
}

/** The progress once a phase has begun. */
export function enter(progress: Progress, phase: Phase, now: number): Progress {
  const begun = progress.begun ?? now;
  return { stack: progress.stack, phase, begun, ...(phase.kind === "ended" && { ended: now }) };
}

/** The progress after something that the engine said. */
export function hear(progress: Progress, event: EngineEvent): Progress {
  const { phase } = progress;
  if (phase.kind === "applying" && event.kind === "done") {
    return { ...progress, phase: { ...phase, done: phase.done + 1 } };
  }
  if (phase.kind !== "planning" || event.kind === "diagnostic" || event.kind === "done") return progress;
  const { refreshed, changes } = phase;
  const next = event.kind === "change" ? { refreshed, changes: changes + 1 } : { refreshed: refreshed + 1, changes };
  return { ...progress, phase: { kind: "planning", ...next } };
}

/** How large a terminal is, in characters. */
export interface ScreenSize {
  readonly width: number;
  readonly height: number;
}

/**
 * A line for each stack, none wider than the terminal; where they are too many for it, a line for each that is worked on
 * and one for the others. What breaks or scrolls away could not be drawn over.
 */
export function progressLines(all: readonly Progress[], now: number, { width, height }: ScreenSize): readonly string[] {
  const longest = Math.max(...all.map(({ stack }) => stack.length));
  const shown = all.length < height ? all : all.filter(isActive);
  const lines = shown.map((progress) => {
    const { stack, begun, ended } = progress;
    const time = begun === undefined ? "" : elapsed((ended ?? now) - begun);
    return `${stack.padEnd(longest)}  ${time.padStart(5)}  ${phaseText(progress)}`;
  });
  const done = all.filter(({ ended }) => ended !== undefined).length;
  const rest = `${String(done)} of ${counted(all.length, "stack")} done`;
  return [...lines, ...(shown === all ? [] : [rest])].map((line) => line.trimEnd().slice(0, width - 1));
}

/** `3 of 12 done`. */
export function doneOf({ done, of }: { readonly done: number; readonly of: number }): string {
  return `${done.toLocaleString("en")} of ${of.toLocaleString("en")} done`;
}

/** Whether something is being done with a stack. */
export function isActive({ begun, ended }: Progress): boolean {
  return begun !== undefined && ended === undefined;
}

/** What to print while a phase takes long, where nothing can be drawn over. */
export function longLine(progress: Progress, now: number): string {
  return `${plainLine(progress)} (${elapsed(now - (progress.begun ?? now))})`;
}

/** What to print when a phase begins, where nothing can be drawn over. */
export function plainLine(progress: Progress): string {
  const { stack, begun, ended } = progress;
  const time = begun === undefined || ended === undefined || ended === begun ? "" : ` (${elapsed(ended - begun)})`;
  return `${stack}: ${phaseText(progress)}${time}`;
}

/** `7s`, `1m05s` */
export function elapsed(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const rest = seconds % 60;
  return seconds < 60 ? `${String(rest)}s` : `${String(Math.floor(seconds / 60))}m${String(rest).padStart(2, "0")}s`;
}

function phaseText({ phase }: Progress): string {
  switch (phase.kind) {
    case "queued":
      return "waits for its turn";
    case "init":
      return "init";
    case "planning":
      if (phase.changes > 0) return `planning, ${counted(phase.changes, "change")} found`;
      return phase.refreshed > 0 ? `refreshing, ${String(phase.refreshed)} asked` : "planning";
    case "applying":
      return `applying, ${doneOf(phase)}`;
    case "ended":
      return phase.text;
  }
}
