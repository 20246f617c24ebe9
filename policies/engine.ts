import { didYouMean } from "../config/suggest";
import type { Excusable, Finding, Rule } from "./rule";

/** A broken rule that no exception lifts. */
export interface Violation extends Finding {
  readonly rule: Rule;
  readonly stack: string;
  /** The file that could hold an exception. */
  readonly file: string;
}

/** Holds every stack against every rule. Exceptions count whatever their date: only `validate` looks at the calendar. */
export function violations(rules: readonly Rule[], subjects: readonly Excusable[]): Violation[] {
  return subjects.flatMap((subject) =>
    rules
      .filter((rule) => subject.excused.exceptions[rule.id] === undefined)
      .flatMap((rule) =>
        rule.check(subject).map((finding) => ({
          ...finding,
          rule,
          stack: subject.stack.name,
          file: subject.excused.file,
        })),
      ),
  );
}

/** A message for each exception that names a rule nobody knows. */
export function unknownExceptions(rules: readonly Rule[], subjects: readonly Excusable[]): string[] {
  const ids = rules.map(({ id }) => id);
  const files = new Map(subjects.map(({ excused }) => [excused.file, excused.exceptions]));
  return [...files].flatMap(([file, exceptions]) =>
    Object.keys(exceptions)
      // Those of checkov are held against checkov's own findings, where it runs.
      .filter((id) => !ids.includes(id) && !id.startsWith("CKV"))
      .map((id) => `${file}  exceptions.${id}: there is no such rule.${didYouMean(id, ids)} Rules: ${ids.join(", ")}.`),
  );
}

/** What people read, a message for each rule that a stack breaks: the places, why, what to do, and the way out. */
export function formatViolations(broken: readonly Violation[]): string[] {
  const groups = new Map<string, Violation[]>();
  for (const violation of broken) {
    const key = `${violation.stack} ${violation.rule.id}`;
    groups.set(key, [...(groups.get(key) ?? []), violation]);
  }
  return [...groups.values()].map(formatGroup);
}

function formatGroup(group: readonly Violation[]): string {
  return group
    .map(({ rule, stack, file, address, found }, index) => {
      const place = `${stack}  ${address}: ${found}`;
      if (index < group.length - 1) return place;
      const benchmark = rule.benchmark === undefined ? "" : ` (${rule.benchmark})`;
      const lines = [
        place,
        `  ${rule.id}  ${rule.title}${benchmark}`,
        `  why  ${rule.reason}`,
        `  fix  ${rule.remedy}`,
      ];
      const exception = `exceptions: { ${rule.id}: { reason: "…", expires: "YYYY-MM-DD" } }`;
      return [...lines, `  or   write into ${file}  ${exception}`].join("\n");
    })
    .join("\n");
}
