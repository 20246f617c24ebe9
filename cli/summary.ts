import { isObject, type Block, type SynthesizedStack } from "../stacks/synthesized-stack";
import { formatTable } from "./table";

/** What people want to know of a stack at a glance. */
export interface StackSummary {
  readonly stack: string;
  /** None for a stack of the whole organization. */
  readonly environment: string | null;
  /** Instances, as a plan counts them. */
  readonly resources: number;
  readonly backend: string;
  readonly dependsOn: readonly string[];
}

export function summarize(stack: SynthesizedStack): StackSummary {
  return {
    stack: stack.name,
    environment: stack.environment ?? null,
    resources: stack.resources.map(instances).reduce((sum, count) => sum + count, 0),
    backend: stack.backend.type,
    dependsOn: stack.dependencies,
  };
}

/** How many instances a resource has, where that is written out; one, where only Terraform can tell. */
function instances({ properties: { for_each: each, count } }: Block): number {
  if (isObject(each)) return Object.keys(each).length;
  return typeof count === "number" ? count : 1;
}

export function summaryTable(stacks: readonly SynthesizedStack[], colours: boolean): string {
  const rows = stacks
    .map(summarize)
    .map(({ stack, environment, resources, backend, dependsOn }) => [
      stack,
      environment ?? "–",
      String(resources),
      backend,
      dependsOn.join(", ") || "–",
    ]);
  return formatTable(["stack", "environment", "resources", "backend", "depends on"], rows, colours);
}
