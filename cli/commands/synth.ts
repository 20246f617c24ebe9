import { outputDirectory, synthesize } from "../../main";
import { exitCodes, type PlatformCommand } from "../command";
import { repository, whenFine } from "../repository";
import { summarize, summaryTable } from "../summary";
import { wantsColours } from "../table";

/** `platform synth`: what main.ts does, with a summary. */
export const command: PlatformCommand = {
  define: (synth, exit) =>
    synth
      .option("--json", "print the stacks as JSON")
      .addHelpText("after", "\nExamples:\n  npm run synth\n  npm run platform -- synth --json")
      .action(({ json }: { json?: true }) => {
        const outcome = synthesize(repository, outputDirectory(repository));
        exit(
          whenFine(outcome, ({ synthesis: { stacks } }) => {
            if (json) {
              console.log(JSON.stringify(stacks.map(summarize), null, 2));
              return exitCodes.ok;
            }
            console.log(summaryTable(stacks, wantsColours()));
            const [first] = stacks;
            if (first) console.log(`\nNext: npx cdktf deploy ${first.name}`);
            return exitCodes.ok;
          }),
        );
      }),
};
