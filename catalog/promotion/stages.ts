import type { Stage } from "../../config";
import { didYouMean } from "../../config/suggest";

/** A step of promotion. */
export interface Step {
  readonly from: Stage;
  readonly to: Stage;
}

/** The step between two stages, or why there is none: versions take every step of the order, one at a time. */
export function stepBetween(stages: readonly Stage[], from: string, to: string): Step | string {
  const names = stages.map(({ name }) => name);
  const order = `The order is ${names.join(" → ")}.`;
  if (stages.length < 2) {
    return 'Nothing can be promoted: "promotion" names less than two stages. Write for example "promotion: [development, staging]".';
  }
  for (const name of [from, to]) {
    if (names.includes(name)) continue;
    const group = stages.find(({ environments }) => environments.includes(name))?.name;
    if (group !== undefined) return `"${name}" is promoted with its group; name the stage "${group}". ${order}`;
    return `"${name}" is no stage of promotion.${didYouMean(name, names)} ${order}`;
  }
  const [source, target] = [stages[names.indexOf(from)], stages[names.indexOf(to)]];
  if (source === undefined || target === undefined) throw new Error("A stage vanished.");
  const steps = names.indexOf(to) - names.indexOf(from);
  if (steps === 1) return { from: source, to: target };
  if (steps === 0) return `"${from}" can't be promoted to itself. ${order} ${allowed(names, from)}`;
  if (steps < 0) return `Versions never go back from "${from}" to "${to}". ${order} ${allowed(names, from)}`;
  const between = names.slice(names.indexOf(from) + 1, names.indexOf(to)).join(", ");
  return `"${to}" does not come next after "${from}": ${between} would be left out. ${order} ${allowed(names, from)}`;
}

function allowed(names: readonly string[], from: string): string {
  const next = names[names.indexOf(from) + 1];
  return next === undefined
    ? `"${from}" is the last, so nothing goes on from there.`
    : `From "${from}" only "${next}" is allowed.`;
}
