import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ATLANTIS_FILE, atlantisText } from "../atlantis/file";
import { exitCodes, type ExitCode, type PlatformCommand } from "../command";
import { processContext, type Context } from "../context";
import { Failure, runToExit } from "../failure";
import { readIfThere } from "../files";
import { atlantisMessages } from "../generated";
import { helpText } from "../help";
import { check } from "../../main";

const help = helpText({
  about: `Writes ${ATLANTIS_FILE} from the stacks: a project a stack, in the order in which they depend on each other. docs/guides/atlantis.md says how a server is set up for it.`,
  examples: ["npm run platform -- atlantis", "npm run platform -- atlantis --check"],
});

/** `platform atlantis` */
export const command: PlatformCommand = {
  define: (atlantis, exit) => {
    atlantis
      .option("--check", "write nothing; fail when the file is stale")
      .addHelpText("after", help)
      .action(async ({ check: only }: { check?: true }) => {
        const context = processContext();
        await runToExit(context, exit, () => Promise.resolve(writeProjects(context, only ?? false)));
      });
  },
};

/**
 * Writes `atlantis.yaml`.
 *
 * @param only write nothing, and fail when the file is not as it should be.
 */
export function writeProjects({ root, print }: Context, only: boolean): ExitCode {
  const outcome = check(root);
  if (!outcome.ok) throw new Failure(outcome.messages.join("\n"));
  const { stacks, discard } = outcome.synthesis;
  discard();
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
