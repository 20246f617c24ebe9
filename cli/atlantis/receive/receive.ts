import { createHash } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Failure } from "../../failure";
import { ARTIFACT, behindBy, download, findArtifact, WORKFLOW, type Artifact } from "./github";
import type { PullRequest } from "./pull-request";
import { unzip } from "./zip";

/** How long CI is waited for. */
export interface Patience {
  /** In seconds. */
  readonly timeout: number;
  readonly sleep: (seconds: number) => Promise<void>;
}

/** Seconds between two questions whether CI is done. */
const PAUSE = 10;

/**
 * Takes the stacks that CI synthesized from the pull request's commit, and writes `manifest.json` and
 * `stacks/<stack>/cdk.tf.json` in place of what is in the folder. Runs nothing of the pull request.
 *
 * @returns the names of the stacks.
 */
export async function receive(pull: PullRequest, folder: string, patience: Patience): Promise<readonly string[]> {
  rmSync(folder, { recursive: true, force: true });
  const behind = await behindBy(pull);
  if (behind > 0) {
    throw new Failure(
      `The pull request lacks ${behind} of the commits on ${pull.baseBranch}: its plan would undo them. Merge ${pull.baseBranch} into it.`,
    );
  }
  const artifact = await whenThere(pull, patience);
  const files = filesIn(verified(await download(pull, artifact), artifact));
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  return [...files.keys()].flatMap((path) => STACK.exec(path)?.groups?.["name"] ?? []);
}

async function whenThere(pull: PullRequest, { timeout, sleep }: Patience): Promise<Artifact> {
  for (let waited = 0; ; waited += PAUSE) {
    const found = await findArtifact(pull);
    if (typeof found === "object") return found;
    if (found === "none") {
      throw new Failure(
        `${WORKFLOW} has ended for ${pull.head} without an artifact "${ARTIFACT}", or it has expired. See what it says; run it again; then comment "atlantis plan".`,
      );
    }
    if (waited >= timeout) {
      throw new Failure(
        `${WORKFLOW} has not synthesized ${pull.head} within ${timeout} seconds. Once it has, comment "atlantis plan".`,
      );
    }
    await sleep(PAUSE);
  }
}

function verified(archive: Buffer, { id, digest }: Artifact): Buffer {
  const found = `sha256:${createHash("sha256").update(archive).digest("hex")}`;
  if (found === digest) return archive;
  throw new Failure(`Artifact ${id} arrived with the digest ${found}, but CI made it with ${digest}.`);
}

/** Names of stacks as synthesis gives them, so that nothing lands outside the folder. */
const STACK = /^stacks\/(?<name>[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?)\/cdk\.tf\.json$/;

/** What of an archive is taken. */
function filesIn(archive: Buffer): ReadonlyMap<string, Buffer> {
  const files = [...unzipped(archive)].filter(([path]) => path === "manifest.json" || STACK.test(path));
  if (!files.some(([path]) => path !== "manifest.json")) {
    throw new Failure(`The artifact "${ARTIFACT}" holds no stacks/<stack>/cdk.tf.json.`);
  }
  return new Map(files);
}

function unzipped(archive: Buffer): ReadonlyMap<string, Buffer> {
  try {
    return unzip(archive);
  } catch (error) {
    throw new Failure(`The artifact "${ARTIFACT}" ${error instanceof Error ? error.message : "can't be read"}.`);
  }
}
