import type { Environment } from "../../config";
import { valueOf } from "./values";
import type { Version } from "./versions";

/** Why a version is not promoted although it differs, in words that follow its name; nothing when it is. */
export function reasonToSkip(
  { kind, name, owner }: Pick<Version, "kind" | "name" | "owner">,
  source: Environment,
  target: Environment,
): string | undefined {
  if (kind === "k3s") return pinnedBeside(target);
  const image = name.slice(owner.length + 1);
  if (kind === "image") {
    const [there, here] = [source, target].map((one) => one.applications[owner]?.images[image]);
    if (here?.policy !== undefined) return `is chosen by the image policy of ${target.name}; it is not promoted.`;
    if (there?.repository !== here?.repository) return different("image", source, target);
  }
  if (kind === "application") {
    const [there, here] = [source, target].map((one) => one.applications[owner]);
    const same = (["chart", "repository"] as const).every((key) => valueOf(there, key) === valueOf(here, key));
    if (!same) return different("chart", source, target);
  }
  return undefined;
}

function different(what: string, source: Environment, target: Environment): string {
  return `is another ${what} in ${target.name} than in ${source.name}, so their versions can't be compared.`;
}

/** What stands beside the version of k3s and belongs to exactly that version. */
function pinnedBeside({ name, cluster }: Environment): string | undefined {
  const key = (["checksums", "digest"] as const).find((one) => valueOf(cluster, one) !== undefined);
  if (key === undefined) return undefined;
  return `stands beside cluster.${key} in ${name}, which fits one version only; change both by hand.`;
}
