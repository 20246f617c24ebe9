import { z } from "zod";
import type { Json } from "./model";

const json: z.ZodType<Json> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(json), z.record(z.string(), json)]),
);
const shown = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("value"), value: json }),
  z.strictObject({ kind: z.literal("unknown") }),
  z.strictObject({ kind: z.literal("sensitive") }),
]);
const attributes = z.array(
  z.strictObject({
    path: z.array(z.union([z.string(), z.number(), z.strictObject({ document: z.enum(["json", "yaml"]) })])),
    before: shown.optional(),
    after: shown.optional(),
    forcesReplacement: z.literal(true).optional(),
    only: z.enum(["order", "formatting", "sensitivity"]).optional(),
  }),
);
const action = z.enum(["create", "update", "replace", "delete", "read", "forget", "open", "none"]);
const resource = z.strictObject({
  address: z.string(),
  type: z.string(),
  mode: z.enum(["managed", "data", "ephemeral"]),
  action,
  replacing: z.enum(["create-first", "delete-first", "forget"]).optional(),
  reason: z.string().optional(),
  previousAddress: z.string().optional(),
  importing: z.strictObject({ id: z.string().optional() }).optional(),
  deposed: z.string().optional(),
  holdsData: z.literal(true).optional(),
  construct: z.string().optional(),
  attributes,
});
const plan = z.strictObject({
  resources: z.array(resource),
  unchanged: z.number(),
  drift: z.array(
    z.strictObject({
      address: z.string(),
      type: z.string(),
      kind: z.enum(["changed", "vanished"]),
      matters: z.boolean(),
      attributes,
    }),
  ),
  outputs: z.array(z.strictObject({ name: z.string(), action: z.enum(["create", "update", "delete"]), attributes })),
  checks: z.array(
    z.strictObject({
      address: z.string(),
      status: z.enum(["fail", "error", "unknown"]),
      messages: z.array(z.string()),
    }),
  ),
  deferred: z.array(
    z.strictObject({
      address: z.string(),
      type: z.string(),
      action,
      reason: z.string(),
      holdsData: z.literal(true).optional(),
    }),
  ),
  complete: z.boolean(),
});

const diagnostics = z.array(
  z.strictObject({
    severity: z.enum(["error", "warning"]),
    summary: z.string(),
    detail: z.string(),
    address: z.string().optional(),
  }),
);
const facts = {
  stack: z.string(),
  environment: z.string().optional(),
  dependencies: z.array(z.string()),
  file: z.string(),
};
const stack = z.discriminatedUnion("status", [
  z.strictObject({
    ...facts,
    status: z.literal("planned"),
    isNew: z.literal(true).optional(),
    plan,
    digest: z.string(),
    hashes: z.record(z.string(), z.string()),
    warnings: diagnostics,
    findings: z.array(
      z.strictObject({
        rule: z.string(),
        title: z.string(),
        address: z.string(),
        found: z.string(),
        remedy: z.string(),
      }),
    ),
  }),
  z.strictObject({ ...facts, status: z.literal("failed"), step: z.enum(["init", "plan", "show"]), diagnostics }),
  z.strictObject({ ...facts, status: z.literal("waiting"), waitsFor: z.array(z.string()) }),
  z.strictObject({ ...facts, status: z.literal("stopped") }),
  z.strictObject({ ...facts, status: z.literal("removed") }),
]);

/** The form of a {@link Report}, no field more or less; a test holds it against the type. */
export const reportSchema = z.strictObject({
  version: z.literal(1),
  engine: z.strictObject({ name: z.enum(["terraform", "tofu"]), version: z.string() }).optional(),
  origin: z.strictObject({
    head: z.string().optional(),
    base: z.string().optional(),
    runUrl: z.string().optional(),
    run: z.tuple([z.number(), z.number()]).optional(),
  }),
  refusals: z.array(z.string()).optional(),
  stacks: z.array(stack),
});
