import { z } from "zod";
import type { Diagnostic } from "../plan/report";

/** What an engine says with `-json`, as far as it is listened to. */
export type EngineEvent =
  | { readonly kind: "diagnostic"; readonly diagnostic: Diagnostic }
  /** It asks a provider how something is: a resource of the state, or a data source. */
  | { readonly kind: "refreshing" }
  /** It found what will change. */
  | { readonly kind: "change" }
  /** It has done something. */
  | { readonly kind: "done" };

const diagnosticLine = z.object({
  type: z.literal("diagnostic"),
  diagnostic: z.object({
    severity: z.enum(["error", "warning"]),
    summary: z.string(),
    detail: z.string().default(""),
    address: z.string().optional(),
  }),
});
// A data source that is read while planning is announced as if it were applied.
const refreshLine = z.object({ type: z.enum(["refresh_start", "apply_start"]) });
const doneLine = z.object({ type: z.literal("apply_complete") });
const changeLine = z.object({ type: z.enum(["planned_change", "resource_drift"]) });

/**
 * Reads a line of `-json`. Undefined for one that says nothing of interest: among them plain text, which `init -json`
 * of Terraform prints in between. The snippet of a diagnostic stays out: it quotes values.
 *
 * https://developer.hashicorp.com/terraform/internals/machine-readable-ui
 */
export function eventOf(line: string): EngineEvent | undefined {
  const said = parsed(line);
  if (said === undefined) return undefined;
  const diagnostic = diagnosticLine.safeParse(said);
  if (diagnostic.success) {
    const { severity, summary, detail, address } = diagnostic.data.diagnostic;
    return {
      kind: "diagnostic",
      diagnostic: { severity, summary, detail, ...(address === undefined ? {} : { address }) },
    };
  }
  if (refreshLine.safeParse(said).success) return { kind: "refreshing" };
  if (changeLine.safeParse(said).success) return { kind: "change" };
  if (doneLine.safeParse(said).success) return { kind: "done" };
  return undefined;
}

function parsed(line: string): unknown {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // A line of text that happens to begin so.
  }
}
