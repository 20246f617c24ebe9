import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { InvalidArgumentError } from "commander";
import { check } from "../../main";
import type { SynthesizedStack } from "../../stacks/synthesized-stack";
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
  about: `For the same hook, of the base branch: puts stacks that were admitted where Atlantis plans them (${STACKS_FOLDER}), and hides from Git those that are the same on the base branch, so that only the others are planned and locked.`,
  examples: ['node cli/run.js atlantis place ../admitted "$DIR"'],
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
      .description("put admitted stacks where Atlantis plans them")
      .argument("<admitted>", "the folder that they were admitted into")
      .argument("<checkout>", "Atlantis's checkout of the pull request")
      .addHelpText("after", placeHelp)
      .action((admitted: string, checkout: string) =>
        runToExit(context, exit, () => Promise.resolve(placeStacks(context, admitted, checkout))),
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
  const stacks = stacksOf(root);
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

/** Puts admitted stacks into Atlantis's checkout; `root` is the base branch's. */
export function placeStacks({ root, print }: Context, admitted: string, checkout: string): ExitCode {
  const changed = place(admitted, checkout, root, stacksOf(root));
  print(
    changed.length === 0
      ? "No stack is to be planned: none differs from the base branch."
      : `To plan: ${changed.join(", ")}.`,
  );
  return exitCodes.ok;
}

function stacksOf(root: string): readonly SynthesizedStack[] {
  const outcome = check(root);
  if (!outcome.ok) throw new Failure(outcome.messages.join("\n"));
  const { stacks, discard } = outcome.synthesis;
  discard();
  return stacks;
}

function parseSeconds(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError("A number of seconds, at most 9999.");
  return Number(text);
}

function sleep(seconds: number): Promise<void> {
  return setTimeout(seconds * 1000);
}
