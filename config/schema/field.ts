import type { z } from "zod";

/**
 * Says what a field is: for editors through the JSON Schema, and for the error when it is missing.
 * The description is a noun phrase without a full stop at its end, with units and the default in words.
 */
export function field<Schema extends z.ZodType>(schema: Schema, description: string, example?: unknown): Schema {
  return schema.meta({ ...schema.meta(), description, ...(example === undefined ? {} : { examples: [example] }) });
}
