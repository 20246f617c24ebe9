import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Report } from "../plan/report";

/** Where the report of the last plan is, below the folder of the stacks. */
export function reportFile(outdir: string): string {
  return join(outdir, "plans", "report.json");
}

/** Removes an earlier report, which says nothing about what is planned now. */
export function removeReport(outdir: string): void {
  rmSync(reportFile(outdir), { force: true });
}

/** Writes the report in one step, for this user alone. */
export function writeReport(outdir: string, report: Report): void {
  const file = reportFile(outdir);
  const pending = `${file}.pending`;
  mkdirSync(dirname(file), { recursive: true });
  rmSync(pending, { force: true });
  writeFileSync(pending, `${JSON.stringify(report, null, 2)}\n`, { mode: 0o600, flag: "wx" });
  renameSync(pending, file);
}
