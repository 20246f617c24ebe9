import type { Context } from "../context";
import { Failure } from "../failure";

/** Something that has to be known. */
export interface Wanted {
  /** The option that says it: `--chart`. */
  readonly flag: string;
  readonly question: string;
  readonly given: string | undefined;
  /** What a bare Enter means. */
  readonly usual?: string | undefined;
}

/** Tells at once what is missing, where nobody can answer: for questions that are asked one after the other. */
export function demand({ ask }: Context, wanted: readonly Wanted[]): void {
  const missing = wanted.filter(({ given, usual }) => given === undefined && usual === undefined);
  if (ask !== undefined || missing.length === 0) return;
  const list = missing.map(({ flag, question }) => `\n  ${flag}  ${question}`).join("");
  throw new Failure(`Missing, and there is nobody to ask:${list}`);
}

/** The answers in order: as given, or asked for on a terminal; where nobody can answer, everything missing is told at once. */
export async function answers(context: Context, wanted: readonly Wanted[]): Promise<string[]> {
  demand(context, wanted);
  const { ask } = context;
  const found: string[] = [];
  for (const { flag, question, given, usual } of wanted) {
    const answer = given ?? (ask === undefined ? "" : (await ask(prompt(question, usual))).trim());
    const value = answer === "" ? usual : answer;
    if (value === undefined) throw new Failure(`${flag}: an answer is needed. Nothing was written.`);
    found.push(value);
  }
  return found;
}

function prompt(question: string, usual: string | undefined): string {
  return usual === undefined ? `${question}: ` : `${question} [${usual}]: `;
}
