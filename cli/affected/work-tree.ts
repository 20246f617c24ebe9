import { existsSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../failure";
import type { Git } from "./git";

/**
 * Checks a commit out beside the repository, as long as something uses it: in a git worktree that shares the packages.
 * It is gone afterwards, however the use ends.
 *
 * @param git in the folder of the app.
 * @param root that folder.
 * @param place where the worktree goes; nothing may be there.
 * @param use gets the folder of the app in it.
 */
export async function withWorkTree<T>(
  git: Git,
  root: string,
  commit: string,
  place: string,
  use: (root: string) => Promise<T>,
): Promise<T> {
  const added = await git("worktree", "add", "--detach", place, commit);
  if (added.status !== 0) throw new Failure(`git can't check ${commit} out:\n${added.stderr.trim()}`);
  try {
    const app = join(place, (await git("rev-parse", "--show-prefix")).stdout.trim());
    const packages = join(root, "node_modules");
    if (existsSync(app) && existsSync(packages)) symlinkSync(packages, join(app, "node_modules"), "junction");
    return await use(app);
  } finally {
    const removed = await git("worktree", "remove", "--force", place);
    if (removed.status !== 0) {
      rmSync(place, { recursive: true, force: true });
      await git("worktree", "prune");
    }
  }
}
