import { styleText } from "node:util";
import { hanging } from "../words";

/**
 * One thing that was looked at: `ok`; `missing` or broken, and needed; `todo` by somebody before the next deploy; or a
 * `hint` that nothing has to wait for.
 */
export interface Finding {
  readonly name: string;
  readonly state: "ok" | "missing" | "todo" | "hint";
  /** What was found, or what is wrong. */
  readonly detail: string;
  /** How to mend it. */
  readonly fix?: string | undefined;
}

const MARKS = {
  ok: { sign: "✓", colour: "green" },
  missing: { sign: "✗", colour: "red" },
  todo: { sign: "✗", colour: "yellow" },
  hint: { sign: "–", colour: "yellow" },
} as const;

/** The findings as lines for people. */
export function formatFindings(findings: readonly Finding[], colours: boolean): string {
  const lines = findings.flatMap(({ name, state, detail, fix }) => {
    const { sign, colour } = MARKS[state];
    const first = `${colours ? styleText(colour, sign) : sign} ${name}: ${hanging(detail, "  ")}`;
    return fix === undefined || state === "ok" ? [first] : [first, `    ${fix}`];
  });
  return [...lines, "", summary(findings)].join("\n");
}

function summary(findings: readonly Finding[]): string {
  const count = (wanted: Finding["state"]): number => findings.filter(({ state }) => state === wanted).length;
  const [missing, todo] = [count("missing"), count("todo")];
  if (missing + todo === 0) return "Nothing that is needed is missing.";
  const parts = [missing > 0 && `${String(missing)} missing or broken`, todo > 0 && `${String(todo)} left to do`];
  return `${parts.filter((part) => part !== false).join(", ")}.`;
}
