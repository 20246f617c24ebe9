import { existsSync, readFileSync } from "node:fs";

/** One line of what the stand-ins noted. */
export interface Event {
  readonly event: string;
  /** Of a container, volume, network or cluster. */
  readonly name?: string;
  /** Of an object, `kind/namespace/name`. */
  readonly key?: string;
  readonly args?: readonly string[];
  /** Command lines of all processes at that moment. */
  readonly processes?: readonly string[];
  readonly version?: string;
  readonly image?: string;
  readonly config?: unknown;
}

/** Reads what the stand-ins noted; nothing, if they weren't called. */
export function readTimeline(file: string): readonly Event[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8").split("\n").filter(Boolean).map(parseEvent);
}

function parseEvent(line: string): Event {
  return JSON.parse(line);
}
