import { satisfies } from "semver";

/**
 * Whether a version is one that Terraform's constraint allows: `~> 6.25`, `>= 3.1, < 4.0`.
 *
 * https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
export function allows(constraint: string, version: string): boolean {
  return constraint.split(",").every((part) => {
    const [, operator = "", wanted = ""] = /^\s*(~>|[<>!]?=?)\s*v?(\S+)\s*$/.exec(part) ?? [];
    const numbers = wanted.split(".");
    const whole = [...numbers, "0", "0"].slice(0, Math.max(3, numbers.length)).join(".");
    if (operator === "!=") return !satisfies(version, whole);
    if (operator !== "~>") return satisfies(version, `${operator}${whole}`);
    // The last number that is given may grow, and none before it.
    const fixed = numbers.slice(0, -1);
    const next = [...fixed.slice(0, -1), String(Number(fixed.at(-1)) + 1)];
    const below = [...next, "0", "0"].slice(0, 3).join(".");
    return satisfies(version, fixed.length === 0 ? `>=${whole}` : `>=${whole} <${below}`);
  });
}
