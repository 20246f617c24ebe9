import { didYouMean } from "../../config/suggest";
import { Failure } from "../failure";
import type { Git } from "./git";

/** By which option somebody says what to compare with. */
export type RefOption = "--base" | "--affected";

/** The two revisions that are compared. */
export interface Revisions {
  /** The newest commit that HEAD and the ref have in common: a whole hash. */
  readonly base: string;
  /** The commit of HEAD; null when the files are not those of it. */
  readonly head: string | null;
}

/**
 * Finds what HEAD has grown from. Throws a {@link Failure} that says what to do: outside of a repository, for a ref
 * that is not there, and for one that has nothing in common with HEAD, as in a clone without its history.
 *
 * @param git in a folder of the repository.
 * @param ref a branch, tag or commit.
 * @param option what messages about the ref begin with.
 */
export async function findRevisions(git: Git, ref: string, option: RefOption): Promise<Revisions> {
  const inside = await git("rev-parse", "--is-inside-work-tree");
  if (inside.stdout.trim() !== "true") {
    throw new Failure(`This is no work tree of a git repository, so there is nothing to compare with.${said(inside)}`);
  }
  const theirs = await commitOf(git, ref);
  const ours = await commitOf(git, "HEAD");
  if (ours === undefined) throw new Failure("HEAD has no commit yet, so there is nothing to compare with.");
  if (theirs === undefined) throw await unknown(git, ref, option);
  const [base] = (await git("merge-base", "HEAD", theirs)).stdout.split("\n");
  if (base === undefined || base === "") throw await unrelated(git, ref, option);
  const { status, stdout } = await git("status", "--porcelain", "--", ".");
  return { base, head: status === 0 && stdout === "" ? ours : null };
}

async function commitOf(git: Git, ref: string): Promise<string | undefined> {
  // With what follows it, nothing that begins with a dash is an option to git: --verify refuses it.
  const { status, stdout } = await git("rev-parse", "--verify", "--quiet", `${ref}^{commit}`);
  return status === 0 ? stdout.trim() : undefined;
}

async function unknown(git: Git, ref: string, option: RefOption): Promise<Failure> {
  const missing = `${option}: there is no commit "${ref}" in this clone.`;
  const shallow = await fetching(git);
  if (shallow !== "") return new Failure(missing + shallow);
  const { stdout } = await git("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes", "refs/tags");
  const names = stdout.split("\n").filter(Boolean);
  const remote = names.find((name) => name === `origin/${ref}`);
  return new Failure(missing + (remote === undefined ? didYouMean(ref, names) : ` Did you mean "${remote}"?`));
}

async function unrelated(git: Git, ref: string, option: RefOption): Promise<Failure> {
  const shallow = await fetching(git);
  const rest = shallow === "" ? " Name a branch that this one has grown from." : shallow;
  return new Failure(`${option}: HEAD and "${ref}" have no commit in common.${rest}`);
}

async function fetching(git: Git): Promise<string> {
  const { stdout } = await git("rev-parse", "--is-shallow-repository");
  if (stdout.trim() !== "true") return "";
  return "\nThe clone is shallow: it has the newest commits only. Fetch all of them: fetch-depth: 0 at actions/checkout, or git fetch --unshallow.";
}

function said({ stderr }: { readonly stderr: string }): string {
  return stderr.trim() === "" ? "" : `\ngit says: ${stderr.trim()}`;
}
