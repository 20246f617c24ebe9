import { styleText } from "node:util";
import { hanging } from "../words";

/**
 * How far a step is: `done`; `todo` and somebody has to do it; `waiting` for another step or for a machine to finish;
 * `failed`; `later`, of no concern until the next deploy.
 */
export type StepState = "done" | "todo" | "waiting" | "failed" | "later";

/** One step of a first run, in the order in which they happen. */
export interface Step {
  readonly id: string;
  readonly title: string;
  readonly state: StepState;
  readonly detail?: string | undefined;
  /** The title of the step that has to be done before. */
  readonly waitsFor?: string | undefined;
  /** What to type or to do. */
  readonly next?: string | undefined;
  /** The same for each of several machines or applications. */
  readonly parts?: readonly Part[] | undefined;
}

/** One machine or application of a step, or one message of a check, which has no name. */
export interface Part {
  readonly name: string;
  readonly state: StepState;
  readonly detail?: string | undefined;
  readonly next?: string | undefined;
}

const MARKS = {
  done: { sign: "✓", colour: "green" },
  todo: { sign: "✗", colour: "yellow" },
  waiting: { sign: "…", colour: "yellow" },
  failed: { sign: "✗", colour: "red" },
  later: { sign: "–", colour: "gray" },
} as const;

/** The step or, of several, the worst: failed before todo before waiting. */
export function worst(states: readonly StepState[]): StepState {
  return (["failed", "todo", "waiting", "later"] as const).find((state) => states.includes(state)) ?? "done";
}

/** What to do next: what the first step that stands still says. */
export function nextOf(steps: readonly Step[]): string | undefined {
  return steps.find(({ state, next }) => next !== undefined && state !== "done" && state !== "later")?.next;
}

/** The steps as lines for people. */
export function formatSteps(steps: readonly Step[], colours: boolean): string {
  const line = (indent: string, state: StepState, text: string): string => {
    const { sign, colour } = MARKS[state];
    return `${indent}${colours ? styleText(colour, sign) : sign} ${hanging(text, `${indent}  `)}`;
  };
  const lines = steps.flatMap((step) => [
    line("", step.state, [step.title, step.detail].filter(Boolean).join(": ")) +
      (step.waitsFor === undefined ? "" : ` (waits for "${step.waitsFor}")`),
    ...(step.parts ?? [])
      .filter((part) => part.detail !== undefined)
      .map((part) => line("    ", part.state, [part.name, part.detail].filter(Boolean).join(": "))),
  ]);
  const next = nextOf(steps);
  return [...lines, ...(next === undefined ? [] : ["", `Next: ${next}`])].join("\n");
}
