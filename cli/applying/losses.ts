import type { ResourceChange, StackPlan } from "../plan/model";

/** What would be destroyed or replaced that holds data, and that nobody has named. */
export function unnamedLosses(plan: StackPlan, allowed: readonly string[]): readonly ResourceChange[] {
  return plan.resources.filter(
    ({ action, holdsData, mode, address }) =>
      (action === "delete" || action === "replace") &&
      holdsData === true &&
      mode === "managed" &&
      !allowed.includes(address),
  );
}

/** What to say about them, with the options to type. */
export function lossLines(losses: readonly ResourceChange[]): readonly string[] {
  return [
    "It destroys what holds data. Whoever wants that names each address:",
    ...losses.map(({ address }) => `  --allow-destroy=${quoted(address)}`),
  ];
}

/** As a shell takes it. */
function quoted(address: string): string {
  return /^[\w.-]+$/.test(address) ? address : `'${address.replaceAll("'", "'\\''")}'`;
}

/** The addresses that were allowed and that nothing destroys: somebody meant something else. */
export function idleAllowances(plans: readonly StackPlan[], allowed: readonly string[]): readonly string[] {
  const going = new Set(
    plans.flatMap(({ resources }) =>
      resources.filter(({ action }) => action === "delete" || action === "replace").map(({ address }) => address),
    ),
  );
  return allowed.filter((address) => !going.has(address));
}
