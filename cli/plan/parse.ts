import { z } from "zod";
import { Failure } from "../failure";
import { parseExactly } from "./long-numbers";
import type { PlanJson } from "./plan-json";

const steps = z.array(z.union([z.string(), z.number()]));

const change = z.looseObject({
  actions: z.array(z.string()),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  after_unknown: z.unknown().optional(),
  before_sensitive: z.unknown().optional(),
  after_sensitive: z.unknown().optional(),
  replace_paths: z.array(steps).default([]),
  importing: z.looseObject({ id: z.string().optional(), unknown: z.boolean().optional() }).optional(),
});

const resourceChange = z.looseObject({
  address: z.string(),
  previous_address: z.string().optional(),
  module_address: z.string().optional(),
  mode: z.string(),
  type: z.string(),
  name: z.string(),
  index: z.union([z.string(), z.number()]).optional(),
  provider_name: z.string().optional(),
  deposed: z.string().optional(),
  action_reason: z.string().optional(),
  change,
});

const check = z.looseObject({
  address: z.looseObject({ kind: z.string(), to_display: z.string() }),
  status: z.string(),
  instances: z
    .array(
      z.looseObject({
        address: z.looseObject({ to_display: z.string() }),
        status: z.string(),
        problems: z.array(z.looseObject({ message: z.string() })).default([]),
      }),
    )
    .default([]),
});

const object = z.record(z.string(), z.unknown()).default({});

/** Engines leave out what is empty. */
const planSchema = z.looseObject({
  format_version: z.string(),
  terraform_version: z.string().default(""),
  variables: z.record(z.string(), z.looseObject({ value: z.unknown().optional() })).default({}),
  resource_changes: z.array(resourceChange).default([]),
  resource_drift: z.array(resourceChange).default([]),
  output_changes: z.record(z.string(), change).default({}),
  relevant_attributes: z.array(z.looseObject({ resource: z.string(), attribute: steps })).default([]),
  checks: z.array(check).default([]),
  deferred_changes: z.array(z.looseObject({ reason: z.string(), resource_change: resourceChange })).default([]),
  prior_state: object,
  planned_values: object,
  configuration: object,
  errored: z.boolean().default(false),
  complete: z.boolean().default(true),
});

/**
 * Reads what `show -json` printed of a saved plan. Throws a {@link Failure} when it is no plan, or one of another major
 * version of the format; a message never quotes the plan, since it holds secrets.
 */
export function parsePlan(text: string): PlanJson {
  const parsed = planSchema.safeParse(read(text));
  if (!parsed.success) {
    const places = parsed.error.issues.slice(0, 5).map(({ path, code }) => `${path.map(String).join(".")} (${code})`);
    throw new Failure(`This is not the JSON of a plan as "show -json" prints it: ${places.join(", ")}.`);
  }
  const { format_version: version } = parsed.data;
  if (!version.startsWith("1.")) {
    throw new Failure(`The plan has format ${version}, and only 1.x can be read. Use Terraform or OpenTofu 1.x.`);
  }
  return parsed.data;
}

function read(text: string): unknown {
  try {
    return parseExactly(text);
  } catch {
    throw new Failure('This is not JSON: "show -json" of a saved plan was expected.');
  }
}
