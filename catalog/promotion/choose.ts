import { didYouMean } from "../../config/suggest";
import type { PromotionProblem } from "./move";
import type { Version } from "./versions";

/** The two sides of a promotion. */
export interface Sides {
  readonly from: string;
  readonly to: string;
  readonly source: readonly Version[];
  readonly target: readonly Version[];
}

/** Says of a version whether it was asked for, or what is wrong with what was. */
export function choose(
  names: readonly string[],
  { from, to, source, target }: Sides,
): { readonly problems: PromotionProblem[]; readonly isChosen: (version: Version) => boolean } {
  const all = [...source, ...target];
  const problems = names.flatMap((name): PromotionProblem[] => {
    const found = all.filter((version) => means(name, version));
    if (found.length === 0) return [{ message: unknown(name, all, from, to) }];
    if (!source.some((version) => means(name, version)))
      return [{ message: `"${name}" is not in ${from}, so there is no version of it to promote.` }];
    const owners = [...new Set(found.map(longName))];
    if (owners.length === 1) return [];
    return [{ message: `"${name}" can mean ${owners.join(" or ")}; write one of these.` }];
  });
  return { problems, isChosen: (version) => names.length === 0 || names.some((name) => means(name, version)) };
}

/** An application is promoted with its images; each of these also has a name of its own. */
function means(name: string, version: Version): boolean {
  return [version.owner, version.name, longName(version)].includes(name);
}

function longName({ kind, owner }: Version): string {
  return `${kind === "image" ? "application" : kind}/${owner}`;
}

function unknown(name: string, all: readonly Version[], from: string, to: string): string {
  const owners = [...new Set(all.map(({ owner }) => owner))].sort();
  return `Nothing in ${from} or ${to} is called "${name}" and has a version.${didYouMean(name, owners)} There is ${owners.join(", ")}.`;
}
