import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "./problem";
import { problemOf } from "./problem";
import { isMissing, readFailure } from "./read";

/** A file of environments/ or of environments/profiles/, and the name it gives. */
export interface NamedFile {
  readonly name: string;
  /** Relative to the repository, with forward slashes. */
  readonly file: string;
}

const NAME = /^[a-z]([a-z0-9-]*[a-z0-9])?$/;

/** Names that would collide with those of stacks that are no environment, and the reason. */
const RESERVED: Readonly<Record<string, string>> = {
  github: "the organization's GitHub stack has this name",
  users: "the stack of people has this name",
  state: "the stack that holds Terraform's state has this name",
};

/** What follows an environment's name in those of its further stacks. */
export const FURTHER_STACKS: readonly string[] = ["-bootstrap", "-data", "-vault"];

/** Written by commands, not by people: the list of protected addresses. */
const KNOWN = "protected.json";

const IF_MISSING =
  "This folder says what there is: put it back, or write environments/organization.yaml and a file for each environment.";

/** The YAML files of a folder, sorted by name; a name that can't be used is reported. */
export function listYaml(root: string, folder: string, report: Report): NamedFile[] {
  const files: NamedFile[] = [];
  for (const entry of entriesOf(root, folder, report)) {
    const [, name, extension] = /^(.*)\.(ya?ml)$/is.exec(entry) ?? [];
    if (name === undefined || entry.startsWith(".") || entry === KNOWN) continue;
    const file = `${folder}/${printable(entry)}`;
    if (extension !== "yaml") {
      report(
        problemOf(file, `is not read, because its name does not end in .yaml; rename it to ${printable(name)}.yaml.`),
      );
    } else if (!NAME.test(name) || name.length > 40) {
      report(
        problemOf(
          file,
          "the file's name is not allowed: at most 40 lower-case letters, digits and hyphens, a letter first, no hyphen last.",
        ),
      );
    } else {
      files.push({ name, file });
    }
  }
  return files;
}

/** Reports an environment whose name another stack has or may get. */
export function checkEnvironmentName({ name, file }: NamedFile, report: Report): void {
  const suffix = FURTHER_STACKS.find((end) => name.endsWith(end));
  const reason =
    RESERVED[name] ??
    (suffix === undefined ? undefined : `names in ${suffix} are those of an environment's further stacks`);
  if (reason !== undefined) report(problemOf(file, `an environment can't be called "${name}": ${reason}.`));
}

/** Whether a stack of this name belongs to the organization, or to an environment of another name. */
export function isFurtherStack(name: string): boolean {
  return Object.hasOwn(RESERVED, name) || FURTHER_STACKS.some((end) => name.endsWith(end));
}

/** The environment that the name of a stack says it belongs to; none for a stack of the organization. */
export function environmentNamedBy(stack: string): string | undefined {
  if (Object.hasOwn(RESERVED, stack)) return undefined;
  const suffix = FURTHER_STACKS.find((end) => stack.endsWith(end)) ?? "";
  return stack.slice(0, stack.length - suffix.length);
}

function entriesOf(root: string, folder: string, report: Report): string[] {
  try {
    return readdirSync(join(root, folder)).sort();
  } catch (error) {
    const message = readFailure(error);
    report(problemOf(folder, isMissing(error) ? `${message} ${IF_MISSING}` : message));
    return [];
  }
}

function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "?");
}
