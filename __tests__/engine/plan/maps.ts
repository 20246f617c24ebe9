import type { App, TerraformStack } from "cdktf";
import { resultLines, type StackResult } from "../../../cli/applying/result";
import { AnyProvider, AnyResource } from "../../helpers/bindings";
import { testStack } from "../../helpers/synthesize";

export const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));
export const kinds = (results: readonly StackResult[]): Readonly<Record<string, string>> =>
  Object.fromEntries(results.map(({ stack, kind }) => [stack, kind]));
export const linesOf = (results: readonly StackResult[]): string => results.flatMap(resultLines).join("\n");

export const MAPS = "kubernetes_config_map";

/** A stack of config maps, each with the word that it holds. */
export function maps(app: App, name: string, count = 1): TerraformStack {
  const stack = testStack(name, {}, app);
  new AnyProvider(stack, "kubernetes", "2.38.0");
  for (let number = 0; number < count; number++) {
    const metadata = { name: `${name}-${String(number)}`, namespace: "default" };
    new AnyResource(stack, `map-${String(number)}`, MAPS, { metadata, data: { word: "first" } });
  }
  return stack;
}
