import { styleText } from "node:util";

/** One thing that was looked at: `ok`, `missing` and needed, or a `hint` that nothing has to wait for. */
export interface Finding {
  readonly name: string;
  readonly state: "ok" | "missing" | "hint";
  /** What was found, or what is wrong. */
  readonly detail: string;
  /** How to mend it. */
  readonly fix?: string | undefined;
}

const MARKS = {
  ok: { sign: "✓", colour: "green" },
  missing: { sign: "✗", colour: "red" },
  hint: { sign: "–", colour: "yellow" },
} as const;

/** The findings as lines for people. */
export function formatFindings(findings: readonly Finding[], colours: boolean): string {
  const lines = findings.flatMap(({ name, state, detail, fix }) => {
    const { sign, colour } = MARKS[state];
    const first = `${colours ? styleText(colour, sign) : sign} ${name}: ${detail}`;
    return fix === undefined || state === "ok" ? [first] : [first, `    ${fix}`];
  });
  const missing = findings.filter(({ state }) => state === "missing").length;
  return [...lines, "", missing === 0 ? "Nothing that is needed is missing." : `${String(missing)} missing.`].join(
    "\n",
  );
}
