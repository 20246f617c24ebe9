import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { objectOf } from "../../stacks/synthesized-stack";
import type { Diagnostic } from "../plan/report";

/** The state file of a stack whose backend is `local`. Engines write it in place: killed meanwhile, they leave half. */
export interface LocalState {
  /** Absolute. */
  readonly file: string;
  /** The same as people type it. */
  readonly typed: string;
}

/** Where the state of a stack lies on this machine. Undefined when it does not, or when nothing is synthesized there. */
export function localState({
  folder,
  typed,
}: {
  readonly folder: string;
  readonly typed: string;
}): LocalState | undefined {
  const json = textOf(join(folder, "cdk.tf.json"));
  if (json === undefined) return undefined;
  const settings = objectOf(objectOf(JSON.parse(json))["terraform"]);
  const path = objectOf(objectOf(settings["backend"])["local"])["path"];
  return typeof path === "string" ? { file: resolve(folder, path), typed: join(typed, path) } : undefined;
}

/** What the file of a state says; undefined when there is none. */
export function stateText({ file }: LocalState): string | undefined {
  return textOf(file);
}

/** Whether a state, clear or encrypted, was written to its end. */
export function isWhole(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * What is wrong with a state that an engine was killed while writing, and what to do. Undefined for one that is whole and
 * where there is none. An engine takes an empty file for no state at all: it would make everything a second time.
 */
export function brokenState(state: LocalState): Diagnostic | undefined {
  const text = stateText(state);
  if (text === undefined || isWhole(text)) return undefined;
  const { typed } = state;
  const backup = textOf(`${state.file}.backup`);
  const fix =
    backup !== undefined && isWhole(backup)
      ? `The state before that run lies beside it: cp ${typed}.backup ${typed}. What the run had made by then is not in it.`
      : `No older state lies beside it. If nothing had been applied before that run: rm ${typed}. What the run had made by then is in no state.`;
  return {
    severity: "error",
    summary: "The state was not written to its end",
    detail: [
      `${typed} ${text === "" ? "is empty" : `ends after ${String(Buffer.byteLength(text))} bytes`}. If an engine is at work on it right now, wait for it.`,
      `Else one was killed at it, and planned on that, things would be made a second time. ${fix}`,
      "Look for that, and import or delete it, before you apply.",
    ].join("\n"),
  };
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
