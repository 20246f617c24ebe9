import type { Mistake } from "../../component";

/** What options come to in an environment, or why they come to nothing. */
export type Choice<Value> = { readonly value: Value } | { readonly mistake: Mistake };

/** The mistakes of a choice, for those who tell them. */
export function mistakesOf(choice: Choice<unknown>): readonly Mistake[] {
  return "mistake" in choice ? [choice.mistake] : [];
}

/** The value of a choice, for those who come after its mistakes were told. */
export function valueOf<Value>(choice: Choice<Value>): Value {
  if ("mistake" in choice) throw new Error(choice.mistake.message);
  return choice.value;
}
