import type { PlanFiles } from "../planning/plan-file";

/** Saved plans that stay until they were applied, or the command ends. */
export interface KeptPlans {
  /** For planning: it makes plans, and its wish to remove one right after reading is not heard. */
  readonly files: PlanFiles;
  /** The saved plan of a stack. Throws when there is none. */
  readonly file: (stack: string) => string;
  /** Removes a stack's plan, so that it can be planned again. */
  readonly forget: (stack: string) => void;
}

/** Keeps the plans that planning would throw away. */
export function keepPlans(files: PlanFiles): KeptPlans {
  const kept = new Map<string, string>();
  return {
    files: {
      make: (stack) => {
        const file = files.make(stack);
        kept.set(stack, file);
        return file;
      },
      remove: () => undefined,
    },
    file: (stack) => {
      const file = kept.get(stack);
      if (file === undefined) throw new Error(`${stack} has no saved plan.`);
      return file;
    },
    forget: (stack) => {
      const file = kept.get(stack);
      if (file !== undefined) files.remove(file);
      kept.delete(stack);
    },
  };
}
