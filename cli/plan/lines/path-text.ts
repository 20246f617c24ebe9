import type { Step } from "../model";
import { valueText } from "./value-text";
import { cut, visible } from "./visible";

/** Longer keys are cut: a key of a map may be a whole document. */
const KEY_LENGTH = 200;

/** A path as people write it: `tags["a b"]`, `ingress[0].cidr`, `policy (JSON).Statement[0]`. */
export function pathText(path: readonly Step[], keyLength = KEY_LENGTH): string {
  const text = path.map((step, index) => stepText(step, index === 0, keyLength)).join("");
  return typeof path[0] === "string" ? text : `value${text}`; // an output has no name of its own
}

/** Whether a key in a path is cut. */
export function isPathCut(path: readonly Step[], keyLength = KEY_LENGTH): boolean {
  return path.some((step) => typeof step === "string" && cut(step, keyLength) !== undefined);
}

function stepText(step: Step, first: boolean, keyLength: number): string {
  if (typeof step === "number") return `[${String(step)}]`;
  if (typeof step === "object") return ` (${step.document.toUpperCase()})`;
  if (!isWord(step)) return `[${valueText({ kind: "value", value: step }, keyLength)}]`;
  return first ? step : `.${step}`;
}

/** Whether a key can stand without quotes. Some letters can't be seen. */
function isWord(key: string): boolean {
  return key.length <= KEY_LENGTH && /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(key) && visible(key) === key;
}
