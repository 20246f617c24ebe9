import type { Platform } from "../../config";
import { policyViolations } from "../../policies";
import type { SynthesizedStack } from "../../stacks/synthesized-stack";
import { redactDiagnostics, type Redactor, type Secret } from "../plan/redact";
import type { Origin, PolicyFinding, Report, StackReport } from "../plan/report";
import { stackFacts } from "../plan/stack-facts";
import type { Engine } from "./engine";
import type { Outcome } from "./outcome";
import { redactorFor, shownPlan } from "./shown";

/** What a report is made from. */
export interface Found {
  readonly engine: Pick<Engine, "name" | "version">;
  readonly origin: Origin;
  readonly platform: Platform;
  /** In the order in which they are applied. */
  readonly stacks: readonly SynthesizedStack[];
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** What is secret beside the values in the plans. */
  readonly secrets: readonly Secret[];
  readonly readable: readonly string[];
}

/** The report of what was found. No secret of any of the stacks is anywhere in it. */
export function reportOf({ engine, origin, platform, stacks, outcomes, secrets, readable }: Found): Report {
  const redactor = redactorFor(outcomes.values(), secrets, readable);
  return {
    version: 1,
    engine: { name: engine.name, version: engine.version },
    origin,
    stacks: stacks.map((stack) =>
      stackReport(stack, outcomes.get(stack.name) ?? { kind: "stopped" }, platform, redactor),
    ),
  };
}

function stackReport(stack: SynthesizedStack, outcome: Outcome, platform: Platform, redactor: Redactor): StackReport {
  const facts = stackFacts(stack);
  switch (outcome.kind) {
    case "planned": {
      const { plan, digest, hashes, warnings } = shownPlan(outcome, redactor);
      return {
        ...facts,
        status: "planned",
        plan,
        digest,
        hashes,
        warnings: redactDiagnostics(warnings, redactor),
        findings: findingsOf(stack, platform, redactor),
      };
    }
    case "failed":
      return {
        ...facts,
        status: "failed",
        step: outcome.step,
        diagnostics: redactDiagnostics(outcome.diagnostics, redactor),
      };
    case "waiting":
      return { ...facts, status: "waiting", waitsFor: outcome.waitsFor };
    case "stopped":
      return { ...facts, status: "stopped" };
  }
}

/** Their addresses lead to any key of the stack's JSON, and they quote its values. */
function findingsOf(stack: SynthesizedStack, platform: Platform, redactor: Redactor): readonly PolicyFinding[] {
  return policyViolations(platform, [stack]).map(({ rule: { id, title, remedy }, address, found }) => ({
    rule: id,
    title,
    address: redactor.text(address),
    found: redactor.text(found),
    remedy,
  }));
}
