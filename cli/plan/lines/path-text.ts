import type { Step } from "../model";
import { visible } from "./visible";

/** A path as people write it: `tags["a b"]`, `ingress[0].cidr`, `policy (JSON).Statement[0]`. */
export function pathText(path: readonly Step[]): string {
  return path.map((step, index) => stepText(step, index === 0)).join("") || "value";
}

function stepText(step: Step, first: boolean): string {
  if (typeof step === "number") return `[${String(step)}]`;
  if (typeof step === "object") return ` (${step.document.toUpperCase()})`;
  if (!/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(step)) return `[${visible(JSON.stringify(step))}]`;
  return first ? step : `.${step}`;
}
