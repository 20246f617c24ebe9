import { check } from "../../main";
import { exitCodes, type PlatformCommand } from "../command";
import { repository, whenFine } from "../repository";
import { summarize, summaryTable } from "../summary";
import { wantsColours } from "../table";

/** `platform list` */
export const command: PlatformCommand = {
  define: (list, exit) =>
    list
      .option("--json", "print the stacks as JSON")
      .addHelpText("after", "\nExamples:\n  npm run platform -- list\n  npm run platform -- list --json")
      .action(({ json }: { json?: true }) => {
        exit(
          whenFine(check(repository), ({ synthesis: { stacks, discard } }) => {
            discard();
            console.log(json ? JSON.stringify(stacks.map(summarize), null, 2) : summaryTable(stacks, wantsColours()));
            return exitCodes.ok;
          }),
        );
      }),
};
