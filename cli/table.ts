import { styleText } from "node:util";

/** Lines of columns as wide as their widest cell, under a heading. */
export function formatTable(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  colours: boolean,
): string {
  const widths = heading.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? "").length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  const title = line(heading);
  return [colours ? styleText("bold", title) : title, ...rows.map(line)].join("\n");
}

/** Whether to write colours: on a terminal only, and never when NO_COLOR asks for none. */
export function wantsColours(stream: { readonly isTTY?: boolean } = process.stdout): boolean {
  return stream.isTTY === true && !process.env["NO_COLOR"];
}
