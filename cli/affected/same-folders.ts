import type { Git } from "./git";

/** Reading the environments refuses files that lead out of their repository, so they are always the revision's own. */
const OWN = "environments";

/** The top of a revision's app: what of it has to be checked out, and what is there already. */
export interface Top {
  /** Files, folders that differ, and the environments. */
  readonly different: readonly string[];
  /** Folders in which the files as they are now have nothing else than the revision. */
  readonly same: readonly string[];
}

/** Compares the top of a commit with the files as they are now, those that nobody has committed included. */
export async function topOf(git: Git, commit: string): Promise<Top> {
  const entries = split((await git("ls-tree", "-z", commit)).stdout).map((entry) => {
    const [facts = "", name = ""] = entry.split("\t");
    return { name, folder: facts.includes(" tree ") };
  });
  const changed = await git(
    "diff",
    "--name-only",
    "-z",
    "--relative",
    "--no-renames",
    "--no-ext-diff",
    "--no-textconv",
    commit,
    "--",
    ".",
  );
  const untracked = await git("ls-files", "-z", "--others", "--exclude-standard");
  const known = changed.status === 0 && untracked.status === 0;
  const touched = new Set([...split(changed.stdout), ...split(untracked.stdout)].map((path) => path.split("/", 1)[0]));
  const isSame = ({ name, folder }: (typeof entries)[number]): boolean =>
    known && folder && name !== OWN && !touched.has(name);
  return {
    different: entries.filter((entry) => !isSame(entry)).map(({ name }) => name),
    same: entries.filter(isSame).map(({ name }) => name),
  };
}

function split(text: string): readonly string[] {
  return text.split("\0").filter((part) => part !== "");
}
