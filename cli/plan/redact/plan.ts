import type { AttributeChange, CheckResult, ResourceChange, Shown, StackPlan, Step } from "../model";
import type { Diagnostic } from "../report";
import { withChanges } from "./changed";
import type { Redactor } from "./redactor";
import { placeholder } from "./secret";

/**
 * A plan without secrets, equal ones included that nothing marks. Names that the code gives stay: types, resources,
 * attributes, outputs and constructs. They stand in the synthesized JSON, where no secret may be.
 */
export function redactPlan(plan: StackPlan, redactor: Redactor): StackPlan {
  return {
    ...plan,
    resources: plan.resources.map((change) => resource(change, redactor)),
    drift: plan.drift.map((drift) => ({
      ...drift,
      address: redactAddress(drift.address, redactor),
      attributes: drift.attributes.map((change) => attribute(change, redactor)),
    })),
    outputs: plan.outputs.map((output) => ({
      ...output,
      attributes: output.attributes.map((change) => attribute(change, redactor, "value")),
    })),
    checks: plan.checks.map((check) => checkResult(check, redactor)),
    deferred: plan.deferred.map((deferred) => ({ ...deferred, address: redactAddress(deferred.address, redactor) })),
  };
}

/** What an engine says, without secrets: providers repeat in errors what they were given. */
export function redactDiagnostics(diagnostics: readonly Diagnostic[], redactor: Redactor): readonly Diagnostic[] {
  return diagnostics.map((diagnostic) => ({
    ...diagnostic,
    summary: redactor.text(diagnostic.summary),
    detail: redactor.text(diagnostic.detail),
    ...(diagnostic.address !== undefined && { address: redactAddress(diagnostic.address, redactor) }),
  }));
}

function resource(change: ResourceChange, redactor: Redactor): ResourceChange {
  const { previousAddress, importing } = change;
  const id = importing?.id;
  return {
    ...change,
    address: redactAddress(change.address, redactor),
    ...(previousAddress !== undefined && { previousAddress: redactAddress(previousAddress, redactor) }),
    ...(id !== undefined && { importing: { id: whole(id, redactor) } }),
    attributes: change.attributes.map((inner) => attribute(inner, redactor)),
  };
}

function checkResult(check: CheckResult, redactor: Redactor): CheckResult {
  return {
    ...check,
    address: redactAddress(check.address, redactor),
    messages: check.messages.map((message) => whole(message, redactor)),
  };
}

/** A text that may be a secret as a whole, a short one too. */
function whole(text: string, redactor: Redactor): string {
  return redactor.hides(text) ? placeholder : redactor.text(text);
}

/** An address without secrets, or a text that has one in it. Only the keys of instances come from values: `aws_subnet.a["key"]`, `module.a["key"].aws_subnet.b`. */
export function redactAddress(text: string, redactor: Redactor): string {
  return text.replace(/\["((?:[^"\\]|\\.)*)"\]/g, (_, key: string) => `["${redactor.text(key)}"]`);
}

/** @param of what its path leads into: a resource, whose attributes the provider's schema names, or any value at all. */
function attribute(
  change: AttributeChange,
  redactor: Redactor,
  of: "resource" | "value" = "resource",
): AttributeChange {
  const { before, after } = change;
  const was = before && shown(before, redactor);
  const will = after && shown(after, redactor);
  const path = change.path.map((step, index) => (of === "resource" && index === 0 ? step : pathStep(step, redactor)));
  // What differed only in a secret would look like no change at all.
  if ((was !== before || will !== after) && equal(was, will)) {
    return { ...change, path, before: { kind: "sensitive" }, after: { kind: "sensitive" } };
  }
  const marked = was === before && will === after ? undefined : withMarks(change, redactor);
  return { ...change, path, ...(was && { before: was }), ...(will && { after: marked ?? will }) };
}

/** Of two texts that both are shown without their secrets, the one after, with a word at each that is another one. */
function withMarks({ before, after }: AttributeChange, redactor: Redactor): Shown | undefined {
  if (before?.kind !== "value" || after?.kind !== "value") return undefined;
  if (typeof before.value !== "string" || typeof after.value !== "string") return undefined;
  if (redactor.hides(before.value) || redactor.hides(after.value)) return undefined;
  return { kind: "value", value: withChanges(redactor.apart(before.value), redactor.apart(after.value)) };
}

/** It may be the key of a map. */
function pathStep(step: Step, redactor: Redactor): Step {
  return typeof step === "string" ? redactor.text(step) : step;
}

/** The very same object if there is nothing to remove. */
function shown(leaf: Shown, redactor: Redactor): Shown {
  if (leaf.kind !== "value") return leaf;
  const value = redactor.value(leaf.value);
  if (equal(value, leaf.value)) return leaf;
  return value === placeholder ? { kind: "sensitive" } : { kind: "value", value };
}

function equal(one: unknown, other: unknown): boolean {
  return one === other || (typeof one === "object" && JSON.stringify(one) === JSON.stringify(other));
}
