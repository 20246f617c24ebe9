import { resolve } from "node:path";
import type { Context } from "../context";
import type { CommentOptions } from "../plan/markdown/comment";
import { readReport } from "../plan/read-report";
import type { Report } from "../plan/report";
import { configurationReport } from "./configuration-report";

/** Where a comment comes from. */
export interface Source {
  /** The file of a report. */
  readonly report: string;
  /** A folder of stacks that were handed over: then there is no report. */
  readonly configuration?: string;
}

/** Makes the parts of a comment. */
export type Render = (report: Report, options?: CommentOptions) => readonly string[];

/** A comment, and what it says. */
interface Rendered {
  readonly report: Report;
  readonly parts: readonly string[];
}

const NOT_A_PLAN: CommentOptions = {
  title: "Configuration, not plan",
  remarks: [
    "This is how the stacks that this change synthesizes differ from those of the base branch. Nothing was planned: no credential is lent to code from a fork, so what is in the cloud is not known here.",
  ],
};

/** What there is to comment: a report of plans, or how the stacks of a fork differ. */
export function partsOf(context: Context, { report: file, configuration }: Source, render: Render): Rendered {
  if (configuration === undefined) {
    const report = readReport(resolve(context.root, file));
    return { report, parts: render(report) };
  }
  const report = configurationReport(context, resolve(configuration));
  const nothing = `### ${NOT_A_PLAN.title ?? ""}: no stack differs`;
  return { report, parts: report.stacks.length === 0 ? [nothing] : render(report, NOT_A_PLAN) };
}

/** Which comment it is, when nobody says: that of a configuration is never taken for a plan's. */
export function keyOf({ configuration }: Source): string | undefined {
  return configuration === undefined ? undefined : "configuration";
}
