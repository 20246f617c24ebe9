import { readFileSync, realpathSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Report } from "./problem";
import { problemOf } from "./problem";

/** An environment is a few kilobytes; the limit keeps any file's check well below a second. */
export const MAX_BYTES = 256 * 1024;

/** The text of a file of the repository; nothing, with a report, when it can't be had or is not plain UTF-8 text. */
export function readText(root: string, file: string, report: Report): string | undefined {
  const bytes = readBytes(root, file, report);
  if (bytes === undefined) return undefined;
  const refuse = (message: string, offset: number): undefined => {
    const before = bytes.subarray(0, offset).toString("utf8");
    const lines = before.split("\n");
    report({ file, line: lines.length, column: (lines.at(-1) ?? "").length + 1, path: "", message });
  };
  if (bytes.subarray(0, 2).equals(Buffer.from([0xff, 0xfe])) || bytes.subarray(0, 2).equals(Buffer.from([0xfe, 0xff])))
    return refuse("the file is UTF-16; save it as UTF-8.", 0);
  if (bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])))
    return refuse("the file begins with a byte order mark; save it as UTF-8 without one.", 0);
  const text = bytes.toString("utf8");
  // The replacement character takes the place of every invalid byte; a file that really holds one is not worth having.
  const invalid = text.indexOf("\uFFFD");
  if (invalid >= 0)
    return refuse("the file is not valid UTF-8 from here on.", Buffer.byteLength(text.slice(0, invalid)));
  // eslint-disable-next-line no-control-regex
  const control = text.search(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F]/);
  if (control >= 0) {
    const code = text.charCodeAt(control).toString(16).toUpperCase().padStart(4, "0");
    return refuse(
      `the file holds the control character U+${code}, so it is not a text.`,
      Buffer.byteLength(text.slice(0, control)),
    );
  }
  if (text.trim() === "") return refuse("the file is empty.", 0);
  return text;
}

function readBytes(root: string, file: string, report: Report): Buffer | undefined {
  const path = join(root, file);
  try {
    const fromRoot = relative(realpathSync(root), realpathSync(path));
    if (fromRoot === ".." || fromRoot.startsWith(`..${sep}`)) {
      report(
        problemOf(
          file,
          "is a link to a file outside the repository; another clone would not have it. Put the file itself here.",
        ),
      );
      return undefined;
    }
    const stat = statSync(path);
    if (!stat.isFile()) {
      report(problemOf(file, stat.isDirectory() ? "is a folder, not a file." : "is not a regular file."));
      return undefined;
    }
    if (stat.size > MAX_BYTES) {
      report(problemOf(file, `has ${stat.size} bytes; at most ${MAX_BYTES} are allowed.`));
      return undefined;
    }
    return readFileSync(path);
  } catch (error) {
    report(problemOf(file, readFailure(error)));
    return undefined;
  }
}

const FAILURES: Readonly<Record<string, string>> = {
  ENOENT: "does not exist.",
  EACCES: "can't be read: permission denied.",
  ELOOP: "is a link that leads back to itself.",
};

/** What the operating system said, as a sentence. */
export function readFailure(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "an unknown error";
  return FAILURES[code] ?? `can't be read: ${code}.`;
}
