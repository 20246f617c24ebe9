import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { check } from "../../main";
import { exitCodes, type ExitCode, type PlatformCommand } from "../command";
import { processContext, type Context } from "../context";
import { Failure, runToExit } from "../failure";
import { helpText } from "../help";
import { makeLocks } from "../locks/make-locks";
import { leftOverLocks, surveyLocks } from "../locks/survey";
import { selectStacks } from "../planning/select";

const FINE = "The lock files fit the stacks.";

const help = helpText({
  about: `Writes locks/<stack>.terraform.lock.hcl for stacks that have none, or one that no longer fits: the versions of the providers, with checksums for Linux and macOS on both kinds of processors. Synthesis brings the file to the stack, so that plans and deploys everywhere take the same providers.
Checksums come from the registry alone, whatever mirror the settings of this machine name. TERRAFORM_BINARY_NAME=tofu makes them for OpenTofu: a lock file is for one of the two.`,
  examples: [
    "npm run platform -- locks",
    "npm run platform -- locks production --upgrade",
    "npm run platform -- locks --check",
  ],
});

interface Options {
  readonly check?: true;
  readonly upgrade?: true;
}

/** `platform locks` */
export const command: PlatformCommand = {
  define: (locks, exit) =>
    locks
      .argument("[stacks...]", "names of stacks or environments (default: all)")
      .option("--upgrade", "take the newest versions that the stacks allow")
      .option("--check", "write nothing; fail when a file is missing or does not fit")
      .addHelpText("after", help)
      .action(async (names: readonly string[], options: Options) => {
        const context = processContext();
        await runToExit(context, exit, () => locksCommand(context, names, options));
      }),
};

/** Makes or checks the lock files of stacks. */
export async function locksCommand(
  context: Context,
  names: readonly string[],
  { check: onlyCheck, upgrade }: Options,
): Promise<ExitCode> {
  const { root, print, tell } = context;
  const outcome = check(root);
  if (!outcome.ok) throw new Failure(outcome.messages.join("\n"));
  outcome.synthesis.discard();
  const { stacks } = outcome.synthesis;
  const surveyed = surveyLocks(root, selectStacks(stacks, names));
  const leftOver = names.length === 0 ? leftOverLocks(root, stacks) : [];
  const wrong = surveyed.filter(({ problems }) => problems.length > 0);
  if (onlyCheck) {
    const told = [
      ...wrong.map(({ file, problems }) => `${file}  ${problems.join("; ")}.`),
      ...leftOver.map((file) => `${file}  belongs to no stack that asks for providers.`),
    ];
    told.forEach((line) => {
      tell(`${line} Run: npm run platform -- locks`);
    });
    if (told.length === 0) print(FINE);
    return told.length === 0 ? exitCodes.ok : exitCodes.failed;
  }
  const texts = await makeLocks(context, upgrade ? surveyed : wrong, upgrade === true);
  for (const [file, text] of texts) {
    write(join(root, file), text);
    print(`wrote ${file}`);
  }
  for (const file of leftOver) {
    rmSync(join(root, file));
    print(`removed ${file}`);
  }
  if (texts.size + leftOver.length === 0) print(FINE);
  return exitCodes.ok;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}
