import { formatTable } from "../table";
import type { Checked } from "./check";

/** Whether nothing is wrong with a chart. */
export function isFine({ problems, unknownValues }: Checked): boolean {
  return problems.length === 0 && unknownValues.length === 0;
}

/** A row for every chart, and below them what is wrong and what could not be looked at. */
export function chartTable(rows: readonly Checked[], withServer: boolean, colours: boolean): string {
  const heading = ["component", "environment", "version", "objects", "unknown values", "unknown kinds", "result"];
  const table = formatTable(
    heading,
    rows.map((row) => [
      row.component,
      row.environment,
      row.checked === undefined || row.checked === row.version
        ? row.version
        : `checkout ${row.checked}, wanted ${row.version}`,
      String(row.objects),
      String(row.unknownValues.length),
      withServer ? String(row.unknownKinds.length) : "?",
      isFine(row) ? (withServer ? "accepted" : "templated") : "FAILED",
    ]),
    colours,
  );
  const details = rows.flatMap((row) => {
    const lines = [
      ...row.problems,
      ...row.unknownValues.map((path) => `unknown value ${path}`),
      ...row.unknownKinds.map((kind) => `not checked: the server has no ${kind}`),
      ...row.notes,
    ];
    return lines.length === 0 ? [] : [["", `${row.component} in ${row.environment}`, ...lines.map((l) => `  ${l}`)]];
  });
  const failed = rows.filter((row) => !isFine(row)).length;
  const summary = `${String(rows.length)} charts, ${failed === 0 ? "all fine" : `${String(failed)} failed`}`;
  return [table, ...details.flat(), "", summary].join("\n");
}
