import { readFileSync, realpathSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Report } from "./problem";
import { problemOf } from "./problem";

/** An environment is a few kilobytes; the limit keeps the check of any file below a second. */
export const MAX_BYTES = 256 * 1024;

/** Control characters except tab and line ends: no YAML file that a person wrote has them. */
const CONTROL = /[^\P{Cc}\t\n\r\u0085]/u;

/**
 * The text of a file of the repository; nothing, with a report, when it can't be had or is not plain UTF-8 text.
 * `ifMissing` says what to do when there is no such file.
 */
export function readText(root: string, file: string, report: Report, ifMissing?: string): string | undefined {
  const bytes = readBytes(root, file, report, ifMissing);
  if (bytes === undefined) return undefined;
  const text = bytes.toString("utf8");
  const refuse = (index: number, message: string): undefined => {
    const lines = text.slice(0, index).split("\n");
    report({ file, line: lines.length, column: (lines.at(-1) ?? "").length + 1, path: "", message });
  };
  if (/^(\xff\xfe|\xfe\xff)/.test(bytes.toString("latin1", 0, 2)))
    return refuse(0, "the file is UTF-16; save it as UTF-8.");
  if (text.startsWith("\uFEFF"))
    return refuse(0, "the file begins with a byte order mark; save it as UTF-8 without one.");
  // Decoding puts the replacement character in the place of every invalid byte; nobody writes it on purpose.
  const invalid = text.indexOf("\uFFFD");
  if (invalid >= 0) return refuse(invalid, "the file is not valid UTF-8 from here on.");
  const control = text.search(CONTROL);
  if (control >= 0) {
    const code = text.charCodeAt(control).toString(16).toUpperCase().padStart(4, "0");
    return refuse(control, `the file holds the control character U+${code}, so it is not a text.`);
  }
  return text;
}

function readBytes(root: string, file: string, report: Report, ifMissing?: string): Buffer | undefined {
  const refuse = (message: string): undefined => {
    report(problemOf(file, message));
  };
  const path = join(root, file);
  try {
    const fromRoot = relative(realpathSync(root), realpathSync(path));
    if (fromRoot === ".." || fromRoot.startsWith(`..${sep}`)) {
      return refuse(
        "the file is a link out of the repository, so another clone would not have it; put the file itself here.",
      );
    }
    const stat = statSync(path);
    if (stat.isDirectory()) return refuse("is a folder, not a file.");
    if (!stat.isFile()) return refuse("is not a regular file.");
    if (stat.size > MAX_BYTES) return refuse(`the file has ${stat.size} bytes; at most ${MAX_BYTES} are allowed.`);
    return readFileSync(path);
  } catch (error) {
    const message = readFailure(error);
    return refuse(isMissing(error) && ifMissing !== undefined ? `${message} ${ifMissing}` : message);
  }
}

const FAILURES: Readonly<Record<string, string>> = {
  ENOENT: "does not exist.",
  EACCES: "can't be read: permission denied.",
  ELOOP: "is a link that leads back to itself.",
  ENOTDIR: "is not a folder.",
};

/** What the operating system said, as a sentence. */
export function readFailure(error: unknown): string {
  const code = codeOf(error) ?? "an unknown error";
  return FAILURES[code] ?? `can't be read: ${code}.`;
}

/** Whether there is no such file or folder. */
export function isMissing(error: unknown): boolean {
  return codeOf(error) === "ENOENT";
}

function codeOf(error: unknown): string | undefined {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : undefined;
}
