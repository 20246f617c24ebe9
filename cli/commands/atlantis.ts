import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { InvalidArgumentError } from "commander";
import { check, outputDirectory } from "../../main";
import type { SynthesizedStack } from "../../stacks/synthesized-stack";
import { takeOver, type Host } from "../admit/take-over";
import { ATLANTIS_FILE, atlantisText } from "../atlantis/file";
import { place } from "../atlantis/receive/place";
import { pullRequestOf } from "../atlantis/receive/pull-request";
import { receive, type Patience } from "../atlantis/receive/receive";
import { STACKS_FOLDER } from "../atlantis/repo-config";
import { exitCodes, type ExitCode, type PlatformCommand } from "../command";
import { processContext, type Context } from "../context";
import { Failure, runToExit } from "../failure";
import { readIfThere } from "../files";
import { atlantisMessages } from "../generated";
import { helpText } from "../help";
import { counted } from "../words";

const TIMEOUT = 600;

const help = helpText({
  about: `Writes ${ATLANTIS_FILE} from the stacks: a project a stack, in the order in which they depend on each other. docs/guides/atlantis.md says how a server is set up for it.`,
  examples: ["npm run platform -- atlantis", "npm run platform -- atlantis --check"],
});

const receiveHelp = helpText({
  about: `For the pre-workflow hook of an Atlantis server: takes the stacks that CI synthesized from the pull request's commit, waits for them if need be, and checks that they arrived whole. It runs nothing of the pull request. Atlantis sets the variables that it reads; GITHUB_TOKEN may read contents and actions of the repository.`,
  examples: ["node cli/run.js atlantis receive ../received"],
});

const placeHelp = helpText({
  about: `For the same hook, of the base branch: puts stacks that were received where Atlantis plans them (${STACKS_FOLDER}), once platform admit would admit all of them, and hides from Git those that are the same on the base branch, so that only the others are planned and locked.`,
  examples: ['node cli/run.js atlantis place ../received "$DIR"'],
});

/** `platform atlantis` */
export const command: PlatformCommand = {
  define: (atlantis, exit) => {
    const context = processContext();
    atlantis
      .command("receive")
      .description("take the stacks that CI synthesized from a pull request")
      .argument("<folder>", "where to put them; what is there goes")
      .option("--timeout <seconds>", "how long to wait for CI", parseSeconds, TIMEOUT)
      .addHelpText("after", receiveHelp)
      .action((folder: string, { timeout }: { timeout: number }) =>
        runToExit(context, exit, () => receiveStacks(context, folder, { timeout, sleep })),
      );
    atlantis
      .command("place")
      .description("admit stacks, and put them where Atlantis plans them")
      .argument("<received>", "the folder that they were received into")
      .argument("<checkout>", "Atlantis's checkout of the pull request")
      .addHelpText("after", placeHelp)
      .action((received: string, checkout: string) =>
        runToExit(context, exit, () => Promise.resolve(placeStacks(context, received, checkout))),
      );
    atlantis
      .option("--check", "write nothing; fail when the file is stale")
      .addHelpText("after", help)
      .action(({ check: only }: { check?: true }) =>
        runToExit(context, exit, () => Promise.resolve(writeProjects(context, only ?? false))),
      );
  },
};

/**
 * Writes `atlantis.yaml`.
 *
 * @param only write nothing, and fail when the file is not as it should be.
 */
export function writeProjects({ root, print }: Context, only: boolean): ExitCode {
  const { stacks } = described(root);
  const stale = atlantisMessages(root, stacks);
  if (only && stale.length > 0) throw new Failure(stale.join("\n"));
  const text = atlantisText(stacks);
  if (readIfThere(root, ATLANTIS_FILE) === text) print(`${ATLANTIS_FILE} is up to date.`);
  else {
    writeFileSync(join(root, ATLANTIS_FILE), text);
    print(`Wrote ${ATLANTIS_FILE}.`);
  }
  return exitCodes.ok;
}

/** Takes the stacks that CI made of the pull request that the environment names. */
export async function receiveStacks({ env, print }: Context, folder: string, patience: Patience): Promise<ExitCode> {
  const pull = pullRequestOf(env);
  const names = await receive(pull, folder, patience);
  print(`Received ${counted(names.length, "stack")} of ${pull.head}: ${names.join(", ")}.`);
  return exitCodes.ok;
}

/** Puts received stacks into Atlantis's checkout, when all of them are admitted; `root` is the base branch's. */
export function placeStacks({ root, print }: Context, received: string, checkout: string): ExitCode {
  const { stacks: bases, environments } = described(root);
  const stacks = takeOver(resolve(received), { root, outdir: outputDirectory(root), bases, environments });
  const changed = place(stacks, checkout, root, bases);
  print(
    changed.length === 0
      ? "No stack is to be planned: none differs from the base branch."
      : `To plan: ${changed.join(", ")}.`,
  );
  return exitCodes.ok;
}

/** What a repository describes: its stacks, and the names of its environments. */
function described(root: string): Pick<Host, "environments"> & { readonly stacks: readonly SynthesizedStack[] } {
  const outcome = check(root);
  if (!outcome.ok) throw new Failure(outcome.messages.join("\n"));
  const { stacks, discard } = outcome.synthesis;
  discard();
  return { stacks, environments: outcome.platform.environments.map(({ name }) => name) };
}

function parseSeconds(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError("A number of seconds, at most 9999.");
  return Number(text);
}

function sleep(seconds: number): Promise<void> {
  return setTimeout(seconds * 1000);
}
