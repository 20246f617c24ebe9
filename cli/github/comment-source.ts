import { resolve } from "node:path";
import type { Context } from "../context";
import type { CommentOptions } from "../plan/markdown/comment";
import { readReport } from "../plan/read-report";
import type { Report } from "../plan/report";
import { configurationReport } from "./configuration-report";
import { textOptions } from "./report-comment";

/** Where a comment comes from. */
export interface Source {
  /** The file of a report. */
  readonly report: string;
  /** A folder of stacks that were handed over: then there is no report. */
  readonly configuration?: string;
  /** What the comment is called, if somebody says. */
  readonly key?: string;
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
export function partsOf(context: Context, source: Source, render: Render): Rendered {
  const { report: file, configuration } = source;
  const key = keyOf(source);
  if (configuration === undefined) {
    const report = readReport(resolve(context.root, file));
    return { report, parts: render(report, textOptions(report, key)) };
  }
  const report = configurationReport(context, resolve(configuration));
  const { maximum } = textOptions(report, key);
  const nothing = `### ${NOT_A_PLAN.title ?? ""}: no stack differs`;
  return { report, parts: report.stacks.length === 0 ? [nothing] : render(report, { ...NOT_A_PLAN, maximum }) };
}

/** Which comment it is. That of a configuration, when nobody says, is never taken for a plan's. */
export function keyOf({ key, configuration }: Source): string | undefined {
  return key ?? (configuration === undefined ? undefined : "configuration");
}
