import { z } from "zod";

const resource = z.object({ addr: z.string() });
const event = z.discriminatedUnion("type", [
  z.object({
    type: z.enum(["planned_change", "resource_drift"]),
    change: z.object({ resource, action: z.string() }),
  }),
  z.object({
    type: z.enum(["apply_start", "apply_complete", "apply_errored"]),
    hook: z.object({ resource, action: z.string() }),
  }),
  z.object({ type: z.literal("diagnostic"), diagnostic: z.object({ summary: z.string(), detail: z.string() }) }),
]);
type Event = z.infer<typeof event>;

/** What an engine planned and did, told by its machine-readable output (`-json`). */
export class EngineEvents {
  private readonly events: readonly Event[];

  constructor(
    readonly code: number | null,
    output: string,
  ) {
    this.events = output.split("\n").flatMap((line) => {
      const { success, data } = event.safeParse(line.startsWith("{") ? JSON.parse(line) : undefined);
      return success ? [data] : []; // progress, versions and counts
    });
  }

  /** What was planned by address: `create`, `update`, `delete`, `replace`, `import`. Data sources aside. */
  get planned(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      this.events.flatMap((one) =>
        one.type === "planned_change" && one.change.action !== "read"
          ? [[one.change.resource.addr, one.change.action]]
          : [],
      ),
    );
  }

  /** Addresses for which an action was planned. */
  addresses(action: string): string[] {
    const found = Object.entries(this.planned).filter(([, planned]) => planned === action);
    return found.map(([address]) => address).sort();
  }

  /** What was begun and what was done, in order: `begin create aws_vpc.network`, `create aws_vpc.network`. Data sources aside. */
  get story(): string[] {
    return this.events.flatMap((one) => {
      if (one.type !== "apply_start" && one.type !== "apply_complete") return [];
      const { action, resource: of } = one.hook;
      if (action === "read") return [];
      return [`${one.type === "apply_start" ? "begin " : ""}${action} ${of.addr}`];
    });
  }

  /** Addresses that failed. */
  get failed(): string[] {
    return this.events.flatMap((one) => (one.type === "apply_errored" ? [one.hook.resource.addr] : []));
  }

  /** What the engine said went wrong, in one text. */
  get messages(): string {
    return this.events
      .flatMap((one) => (one.type === "diagnostic" ? [`${one.diagnostic.summary}\n${one.diagnostic.detail}`] : []))
      .join("\n");
  }
}
