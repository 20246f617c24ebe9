import type { Action, Deferred, ResourceChange, StackPlan } from "./model";

/** How many resources a plan changes in which way. */
export interface Counts {
  readonly create: number;
  readonly update: number;
  readonly replace: number;
  readonly delete: number;
  readonly forget: number;
  readonly move: number;
  readonly import: number;
  readonly read: number;
  /** Put off until after the apply. */
  readonly deferred: number;
  /** Drift that the plan follows from. */
  readonly drift: number;
}

/** Counts the changes of plans; a resource that moves and is updated counts for both. */
export function countsOf(plans: readonly StackPlan[]): Counts {
  const resources = plans.flatMap((plan) => plan.resources);
  const having = (test: (resource: ResourceChange) => boolean): number => resources.filter(test).length;
  const doing = (action: Action): number => having((resource) => resource.action === action);
  return {
    create: doing("create"),
    update: doing("update"),
    replace: doing("replace"),
    delete: doing("delete"),
    forget: doing("forget"),
    move: having(({ previousAddress }) => previousAddress !== undefined),
    import: having(({ importing }) => importing !== undefined),
    read: doing("read"),
    deferred: plans.flatMap(({ deferred }) => deferred).length,
    drift: plans.flatMap(({ drift }) => drift).filter(({ matters }) => matters).length,
  };
}

/** Whether applying a plan changes anything, in a cloud or in the state. As `-detailed-exitcode` has it, reading is none. */
export function changesAnything({ resources, outputs, deferred }: StackPlan): boolean {
  const harmless: readonly Action[] = ["read", "open"];
  return resources.some(({ action }) => !harmless.includes(action)) || outputs.length > 0 || deferred.length > 0;
}

/** How many things an engine does, one after the other or at once, to apply a plan: it says of each that it is done. */
export function stepsOf({ resources }: StackPlan): number {
  const steps = resources.map(({ action, replacing }) => {
    if (action === "none" || action === "forget") return 0;
    return action === "replace" && replacing !== "forget" ? 2 : 1;
  });
  return steps.reduce<number>((sum, count) => sum + count, 0);
}

/** What a later apply takes away that holds data: engines put off changes of which too little is known. */
export function laterLosses({ deferred }: StackPlan): readonly Deferred[] {
  return deferred.filter(({ action, holdsData }) => holdsData && (action === "delete" || action === "replace"));
}

/** What is lost when a plan is applied: deleted, replaced, or no longer looked after. */
export function losses({ resources }: StackPlan): readonly ResourceChange[] {
  return resources.filter(({ action }) => isLoss(action));
}

/** Whether something is lost by what happens. */
export function isLoss(action: Action): boolean {
  return action === "delete" || action === "replace" || action === "forget";
}
