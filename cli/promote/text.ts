import type { Move } from "../../catalog/promotion/move";
import { formatTable } from "../table";

/** The moves in columns. */
export function movesTable(moves: readonly Move[], colours: boolean): string {
  const rows = moves.map(({ kind, name, from, to, at }) => [name, kind, from, to, `${at.file}:${at.line}`]);
  return formatTable(["name", "kind", "from", "to", "written in"], rows, colours);
}

/** The moves as Markdown, for the pull request. */
export function movesText(from: string, to: string, moves: readonly Move[], notes: readonly string[]): string {
  const rows = moves.map((move) => `| ${[what(move), move.from, move.to].map(cell).join(" | ")} |`);
  return [
    `## ${from} → ${to}`,
    "",
    ...(rows.length === 0 ? ["Nothing to promote."] : ["| component | from | to |", "|---|---|---|", ...rows]),
    ...(notes.length === 0 ? [] : ["", "Not promoted:", "", ...notes.map((note) => `- ${note}`)]),
  ].join("\n");
}

function what({ kind, name }: Move): string {
  return kind === "component" || kind === "k3s" ? name : `${name} (${kind})`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
