import type { Values } from "../../constructs/gitops/values";
import type { HealthRule } from "../component";

/** How Flux knows that an object of a custom kind is up. Without a status it is not. */
export function healthCheck({ apiVersion, kind, upWhen }: HealthRule): Values {
  return { apiVersion, kind, current: "condition" in upWhen ? condition(upWhen.condition) : field(upWhen) };
}

function condition(type: string): string {
  return `has(status.conditions) && status.conditions.exists(c, c.type == ${cel(type)} && c.status == 'True')`;
}

function field({ status, is }: { readonly status: string; readonly is: string }): string {
  const steps = status.split(".");
  const present = steps.map((_, index) => `has(status.${steps.slice(0, index + 1).join(".")})`);
  return `${present.join(" && ")} && status.${status} == ${cel(is)}`;
}

function cel(text: string): string {
  return `'${text.replace(/[\\']/g, (mark) => `\\${mark}`)}'`;
}
