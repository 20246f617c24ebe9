import { didYouMean } from "../config/suggest";
import type { Finding, Rule, Subject } from "./rule";

/** A broken rule that no exception lifts. */
export interface Violation extends Finding {
  readonly rule: Rule;
  readonly stack: string;
  /** The environment whose file could hold an exception. */
  readonly environment: string | undefined;
}

/** Holds every stack against every rule. Exceptions count whatever their date: only `validate` looks at the calendar. */
export function violations(rules: readonly Rule[], subjects: readonly Subject[]): Violation[] {
  return subjects.flatMap((subject) =>
    rules
      .filter((rule) => subject.environment?.exceptions[rule.id] === undefined)
      .flatMap((rule) =>
        rule.check(subject).map((finding) => ({
          ...finding,
          rule,
          stack: subject.stack.name,
          environment: subject.environment?.name,
        })),
      ),
  );
}

/** A message for each exception that names a rule nobody knows. */
export function unknownExceptions(rules: readonly Rule[], subjects: readonly Subject[]): string[] {
  const ids = rules.map(({ id }) => id);
  const environments = new Map(
    subjects.flatMap(({ environment }) => (environment ? [[environment.name, environment]] : [])),
  );
  return [...environments.values()].flatMap(({ name, exceptions }) =>
    Object.keys(exceptions)
      // Those of checkov are held against checkov's own findings, where it runs.
      .filter((id) => !ids.includes(id) && !id.startsWith("CKV"))
      .map(
        (id) =>
          `environments/${name}.yaml  exceptions.${id}: there is no such rule.${didYouMean(id, ids)} Rules: ${ids.join(", ")}.`,
      ),
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
    .map(({ rule, stack, environment, address, found }, index) => {
      const place = `${stack}  ${address}: ${found}`;
      if (index < group.length - 1) return place;
      const benchmark = rule.benchmark === undefined ? "" : ` (${rule.benchmark})`;
      const lines = [
        place,
        `  ${rule.id}  ${rule.title}${benchmark}`,
        `  why  ${rule.reason}`,
        `  fix  ${rule.remedy}`,
      ];
      if (environment === undefined) return lines.join("\n");
      const exception = `exceptions: { ${rule.id}: { reason: "…", expires: "YYYY-MM-DD" } }`;
      return [...lines, `  or   write into environments/${environment}.yaml  ${exception}`].join("\n");
    })
    .join("\n");
}
