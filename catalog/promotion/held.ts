import type { Environment, Platform } from "../../config";
import type { Sources } from "../../config/edit";
import { isSame, versionsOf, type Version } from "./versions";

/** A version and the environment that has it. */
export interface Held {
  readonly environment: Environment;
  readonly version: Version;
}

/** Every version of some environments. */
export function heldBy({ environments }: Platform, sources: Sources, names: readonly string[]): Held[] {
  return environments
    .filter(({ name }) => names.includes(name))
    .flatMap((environment) => {
      const tree = sources.environments.get(environment.name);
      return (tree === undefined ? [] : versionsOf(tree)).map((version) => ({ environment, version }));
    });
}

/** One of each, where several environments have the same thing. */
export function firstOfEach(all: readonly Held[]): Held[] {
  return all.filter(({ version }, index) => all.findIndex((other) => isSame(other.version, version)) === index);
}

/** All that are versions of the same thing. */
export function sameAs(version: Version, all: readonly Held[]): Held[] {
  return all.filter((other) => isSame(other.version, version));
}
