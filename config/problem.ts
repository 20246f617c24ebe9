import type { Path, Position } from "./tree";
import { formatPath } from "./tree";

/** One mistake in a file, with its place. */
export interface Problem {
  /** Relative to the repository, with forward slashes. */
  readonly file: string;
  /** Counted from 1; 0, as the column, where no place of the file is meant, but the file itself. */
  readonly line: number;
  readonly column: number;
  /** Where in the document: `cluster.servers.server-2.address`; empty for the file as a whole. */
  readonly path: string;
  /** What is wrong, what is allowed, what to do: whole sentences. */
  readonly message: string;
}

/** Takes a problem and goes on, so that all problems of all files are found in one run. */
export type Report = (problem: Problem) => void;

export function problemAt(at: Position, path: Path, message: string): Problem {
  return { file: at.file, line: at.line, column: at.column, path: formatPath(path), message };
}

/** A problem of the file itself: its name, or that it can't be read. */
export function problemOf(file: string, message: string): Problem {
  return { file, line: 0, column: 0, path: "", message };
}

/** In the order of files, lines and columns, each once. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const unique = new Map(problems.map((problem) => [JSON.stringify(Object.values(problem)), problem]));
  return [...unique.values()].sort(
    (a, b) =>
      compare(a.file, b.file) ||
      a.line - b.line ||
      a.column - b.column ||
      compare(a.path, b.path) ||
      compare(a.message, b.message),
  );
}

/** One line a problem, `file:line:column  path: message` (or `file  message`), the paths of a file in one column. */
export function formatProblems(problems: readonly Problem[]): string {
  const widths = new Map<string, number>();
  for (const problem of problems) {
    widths.set(problem.file, Math.max(widths.get(problem.file) ?? 0, place(problem).length));
  }
  return problems
    .map((problem) => {
      const text = problem.path === "" ? problem.message : `${problem.path}: ${problem.message}`;
      return `${place(problem).padEnd(widths.get(problem.file) ?? 0)}  ${text}`;
    })
    .join("\n");
}

/** `environments/staging.yaml:14:16`; the file alone where the line is 0. */
export function place({ file, line, column }: Position): string {
  return line === 0 ? file : `${file}:${line}:${column}`;
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
