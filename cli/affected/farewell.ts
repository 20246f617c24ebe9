import { objectOf, type SynthesizedStack } from "../../stacks/synthesized-stack";
import type { Affected } from "./affected";

/** What to know about what was removed, a paragraph for each environment and for each other stack: nothing destroys it. */
export function farewells({ removed, pairs, base }: Pick<Affected, "removed" | "pairs" | "base">): readonly string[] {
  const staying = new Set(pairs.flatMap(({ head }) => head?.environment ?? []));
  const gone = removed.map(({ name, environment }) =>
    environment === undefined || staying.has(environment) ? { stack: name } : { environment },
  );
  const environments = new Set(gone.flatMap(({ environment }) => environment ?? []));
  const bases = pairs.flatMap((pair) => pair.base ?? []);
  return [
    ...[...environments].map((name) => environmentFarewell(name, base)),
    ...gone.flatMap(({ stack }) => (stack === undefined ? [] : stackFarewell(stack, bases, base))),
  ];
}

/** Its stacks go in an order, after what runs in the cluster, and one that holds data stays: the command knows. */
function environmentFarewell(name: string, base: string): string {
  return `${name} is in no file any more, but the state of each of its stacks is still there, and so is all that they describe: nothing destroys it.
If it is to go, destroy it before this is merged, on the commit that still has it. The first run says what is lost and what stays, the second asks:
  git switch --detach ${base.slice(0, 10)}
  npm run platform -- destroy ${name} --dry-run
  npm run platform -- destroy ${name}`;
}

function stackFarewell(name: string, bases: readonly SynthesizedStack[], base: string): string {
  const kept = keptIn(bases.find((stack) => stack.name === name));
  const refused = kept.length === 0 ? "" : `\nTerraform refuses as long as it has what holds data: ${kept.join(", ")}.`;
  return `${name} is in no file any more, but its state is still there, and so is all that it describes: nothing destroys it.
If it is to go, destroy it before this is merged, on the commit that still has it:
  git switch --detach ${base.slice(0, 10)}
  npx cdktf destroy ${name}${refused}`;
}

function keptIn(stack: SynthesizedStack | undefined): readonly string[] {
  const resources = stack?.resources ?? [];
  return resources
    .filter(({ properties }) => objectOf(properties["lifecycle"])["prevent_destroy"] === true)
    .map(({ address }) => address);
}
