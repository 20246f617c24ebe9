import { readFileSync } from "node:fs";
import { z } from "zod";
import { Failure } from "../failure";
import type { Report } from "./report";
import { reportSchema } from "./report-schema";

/** Where `platform plan` leaves what it found, from the root of the repository. */
export const REPORT_FILE = "cdktf.out/plans/report.json";

const versioned = z.object({ version: z.unknown().optional() });

/** How many problems of a file are told: a file of another form has thousands. */
const TOLD = 10;

/** Reads what `platform plan` found; a file that is not there, or of another form, is a {@link Failure}. */
export function readReport(file: string): Report {
  const value = parse(file, textOf(file));
  const version = versioned.safeParse(value);
  if (version.success && version.data.version !== 1) {
    const found = version.data.version === undefined ? "none" : JSON.stringify(version.data.version);
    throw new Failure(
      `${file}: version: ${found} is not 1. Plan and comment with the same revision of this repository.`,
    );
  }
  const read = reportSchema.safeParse(value);
  if (read.success) return read.data;
  const problems = read.error.issues.map(({ path, message }) => `${file}: ${path.join(".")}: ${message}.`);
  const rest = problems.length > TOLD ? [`${file}: and ${problems.length - TOLD} more.`] : [];
  throw new Failure([...problems.slice(0, TOLD), ...rest].join("\n"));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new Failure(`There is no ${file}. Make it with: npm run platform -- plan`);
  }
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure(`${file} is not JSON: it was not written to its end. Make it again: npm run platform -- plan`);
  }
}
