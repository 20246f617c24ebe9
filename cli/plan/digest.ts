import { createHash } from "node:crypto";
import { canonical } from "./canonical";
import type { StackPlan } from "./model";

/**
 * The digest of what a plan changes: equal digests, equal changes. It is taken of the redacted plan, so it stands for what
 * a reviewer could see, and nobody can guess a secret by it. What may differ between two plans of the same change does
 * not count: drift, reasons, check results, versions, and what a resource held that goes.
 *
 * @param plan redacted with the secrets of its own, so that it does not depend on which other stacks were planned.
 */
export function digestOf(stack: string, { resources, outputs, deferred }: StackPlan): string {
  const changes = resources.map(({ construct: _, holdsData: __, reason: ___, attributes, ...resource }) => ({
    ...resource,
    attributes: resource.action === "delete" ? [] : attributes,
  }));
  const text = canonical({ stack, changes, outputs, deferred });
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}
