/** How wide help is, also on a wider terminal: lines that are longer are hard to read. */
export const HELP_WIDTH = 80;

/** What the exit codes mean, the same for all commands; those of `terraform plan -detailed-exitcode`. */
export const EXIT_CODES =
  "0 done, 1 failed, 2 something is left to do (plan, apply, affected, status, doctor, outdated, and every --dry-run)";

/** What stands below the options of a command. */
export interface HelpText {
  /** Paragraphs; a line that begins with two spaces stays as it is. */
  readonly about?: string;
  /** Whether the command can end with 2, too. */
  readonly canBeLeft?: true;
  /** Lines to type. */
  readonly examples: readonly string[];
}

/** The lower part of a command's help: what else there is to know, its exit codes, examples. */
export function helpText({ about, canBeLeft, examples }: HelpText): string {
  const codes = `Exit codes: 0 done, 1 failed${canBeLeft ? ", 2 something is left to do" : ""}.`;
  const title = examples.length === 1 ? "Example:" : "Examples:";
  const typed = [title, ...examples.map((example) => `  ${example}`)].join("\n");
  return ["", ...(about === undefined ? [] : [wrap(about), ""]), codes, "", typed].join("\n");
}

/** Breaks lines between words, so that none is wider than help is. */
export function wrap(text: string): string {
  return text
    .split("\n")
    .flatMap((line) => (line.startsWith("  ") ? [line] : wrapLine(line)))
    .join("\n");
}

function wrapLine(line: string): string[] {
  const lines = [""];
  for (const word of line.split(" ")) {
    const last = lines.at(-1) ?? "";
    const longer = last === "" ? word : `${last} ${word}`;
    if (longer.length > HELP_WIDTH && last !== "") lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}
