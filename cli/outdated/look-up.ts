import { Failure } from "../failure";
import { newerThan, type Newer } from "./compare";
import { githubReleases, githubTags } from "./github";
import { chartVersions } from "./helm-repository";
import { limited, type Network } from "./network";
import { packageVersions } from "./npm-registry";
import { registryTags } from "./oci-registry";
import type { Source, Target } from "./targets";

/** A version with what is newer. */
export interface Looked extends Target, Newer {
  readonly outdated: boolean;
}

/** What was found, and what could not be asked. */
export interface Findings {
  readonly versions: readonly Looked[];
  readonly errors: readonly string[];
}

/** Servers are asked this many questions at a time. */
const AT_ONCE = 6;

/** Asks each source once, whoever needs it; one that fails does not keep the others from answering. */
export async function lookUp(network: Network, targets: readonly Target[]): Promise<Findings> {
  const sources = new Map(
    targets.map(({ source, prereleases }) => [keyOf(source, prereleases), { source, prereleases }]),
  );
  const asked = await limited(AT_ONCE, [...sources], async ([key, { source, prereleases }]) => {
    try {
      return { key, versions: await versionsOf(network, source, prereleases), error: undefined };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return { key, versions: undefined, error: error.message };
    }
  });
  const answers = new Map(asked.map(({ key, versions }) => [key, versions]));
  const versions = targets.flatMap((target): Looked[] => {
    const all = answers.get(keyOf(target.source, target.prereleases));
    const newer = all && newerThan(target.current, all, target.prereleases);
    return newer === undefined ? [] : [{ ...target, ...newer, outdated: newer.newest !== target.current }];
  });
  return { versions, errors: asked.flatMap(({ error }) => error ?? []) };
}

function keyOf(source: Source, prereleases: boolean): string {
  return JSON.stringify([source, source.kind === "github-releases" && prereleases]);
}

async function versionsOf(network: Network, source: Source, prereleases: boolean): Promise<string[]> {
  switch (source.kind) {
    case "helm":
      return chartVersions(network, source.repository, source.chart);
    case "oci":
      // A tag can't hold the + of a version, so Helm writes _ in its place.
      return (await registryTags(network, source.image)).map((tag) => tag.replaceAll("_", "+"));
    case "github-releases":
      return githubReleases(network, source.repository, prereleases);
    case "github-tags":
      return githubTags(network, source.repository);
    case "npm":
      return packageVersions(network, source.name);
  }
}
