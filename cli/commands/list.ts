import { check } from "../../main";
import { exitCodes, type PlatformCommand } from "../command";
import { helpText } from "../help";
import { whenFine } from "../repository";
import { repository } from "../root";
import { summarize, summaryTable } from "../summary";
import { wantsColours } from "../table";

const help = helpText({ examples: ["npm run platform -- list", "npm run --silent platform -- list --json"] });

/** `platform list` */
export const command: PlatformCommand = {
  define: (list, exit) =>
    list
      .option("--json", "print the stacks as JSON")
      .addHelpText("after", help)
      .action(({ json }: { json?: true }) => {
        exit(
          whenFine(check(repository), json === true, ({ synthesis: { stacks, discard } }) => {
            discard();
            console.log(json ? JSON.stringify(stacks.map(summarize), null, 2) : summaryTable(stacks, wantsColours()));
            return exitCodes.ok;
          }),
        );
      }),
};
