import { existsSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../failure";
import type { Git } from "./git";
import { topOf } from "./same-folders";

/**
 * Checks a commit out beside the repository, as long as something uses it: in a git worktree that shares the packages,
 * and every folder that is the same in both: to write hundreds of files takes longer than to synthesize them. A program
 * in it has to leave links as they are (`node --preserve-symlinks`), or it would find itself in the repository. It is gone
 * afterwards, however the use ends.
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
  try {
    return await use(await fill(git, root, commit, place));
  } finally {
    const removed = await git("worktree", "remove", "--force", place);
    if (removed.status !== 0) {
      rmSync(place, { recursive: true, force: true });
      await git("worktree", "prune");
    }
  }
}

async function fill(git: Git, root: string, commit: string, place: string): Promise<string> {
  const run = async (...args: readonly string[]): Promise<string> => {
    const { status, stdout, stderr } = await git(...args);
    if (status === 0) return stdout;
    throw new Failure(`git can't check ${commit} out:\n${stderr.trim()}`);
  };
  await run("worktree", "add", "--no-checkout", "--detach", place, commit);
  const prefix = (await run("rev-parse", "--show-prefix")).trim();
  const app = join(place, prefix);
  const { different, same } = await topOf(git, commit);
  if (different.length > 0) {
    const paths = different.map((name) => `${prefix}${name}`);
    await run("-C", place, "--literal-pathspecs", "checkout", "--quiet", commit, "--", ...paths);
  }
  if (different.length + same.length > 0) mkdirSync(app, { recursive: true });
  if (!existsSync(app)) return app; // the commit has no such folder
  for (const name of [...same, "node_modules"]) {
    const there = join(root, name);
    if (existsSync(there) && !existsSync(join(app, name))) symlinkSync(there, join(app, name), "junction");
  }
  return app;
}
