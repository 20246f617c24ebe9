import { cpus } from "node:os";
import { Failure } from "../failure";
import type { ProgressOutput } from "./progress-writer";

/** More at a time than this, and the providers of one machine get into each other's way. */
export const MOST_PARALLEL = 4;
/** How long to wait for a lock, unless somebody says. */
export const LOCK_TIMEOUT = "60s";

/** How many stacks at a time: what was typed, else the processors. */
export function parallelOf(typed: string | undefined): number {
  if (typed === undefined) return Math.min(cpus().length, MOST_PARALLEL);
  if (/^[1-9]\d?$/.test(typed)) return Number(typed);
  throw new Failure(`--parallel: "${typed}" is not a number of stacks from 1 to 99.`);
}

/** A duration as Go reads it, which is what the engines are written in. */
export function lockTimeoutOf(typed = LOCK_TIMEOUT): string {
  if (/^(\d+(ms|s|m|h))+$/.test(typed)) return typed;
  throw new Failure(`--lock-timeout: "${typed}" is not a duration such as 30s or 10m.`);
}

/** The terminal, where there is one whose lines can be drawn over. CI's logs can't. */
export function screenOf(stream: NodeJS.WriteStream): ProgressOutput["screen"] {
  if (!stream.isTTY || process.env["CI"]) return undefined;
  return () => ({ width: stream.columns, height: stream.rows });
}
