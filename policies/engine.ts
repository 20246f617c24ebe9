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
      .filter((id) => !ids.includes(id))
      .map(
        (id) =>
          `environments/${name}.yaml  exceptions.${id}: there is no such rule.${didYouMean(id, ids)} Rules: ${ids.join(", ")}.`,
      ),
  );
}

/** What a person reads: the place, the rule, why it exists, what to do, and how to write an exception. */
export function formatViolation({ rule, stack, environment, address, found }: Violation): string {
  const benchmark = rule.benchmark === undefined ? "" : ` (${rule.benchmark})`;
  const lines = [
    `${stack}  ${address}: ${found}`,
    `    ${rule.id} ${rule.title}${benchmark}`,
    `    why: ${rule.reason}`,
    `    fix: ${rule.remedy}`,
  ];
  if (environment !== undefined) {
    lines.push(
      `    or, in environments/${environment}.yaml: exceptions: { ${rule.id}: { reason: "…", expires: "YYYY-MM-DD" } }`,
    );
  }
  return lines.join("\n");
}
