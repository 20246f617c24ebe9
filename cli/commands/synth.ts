import type { Platform } from "../../config";
import { outputDirectory, synthesize } from "../../main";
import { exitCodes, type PlatformCommand } from "../command";
import { helpText } from "../help";
import { whenFine } from "../repository";
import { repository } from "../root";
import { summarize, summaryTable } from "../summary";
import { wantsColours } from "../table";

const help = helpText({ examples: ["npm run synth", "npm run --silent platform -- synth --json"] });

/** `platform synth`: what main.ts does, with a summary. */
export const command: PlatformCommand = {
  define: (synth, exit) =>
    synth
      .option("--json", "print the stacks as JSON")
      .addHelpText("after", help)
      .action(({ json }: { json?: true }) => {
        const outcome = synthesize(repository, outputDirectory(repository));
        exit(
          whenFine(outcome, json === true, ({ platform, synthesis: { stacks } }) => {
            if (json) console.log(JSON.stringify(stacks.map(summarize), null, 2));
            else console.log(`${summaryTable(stacks, wantsColours())}\n\n${nextSteps(platform)}`);
            return exitCodes.ok;
          }),
        );
      }),
};

/** What to type next: for the environment that every change reaches first. */
function nextSteps({ stages, environments }: Platform): string {
  const first = stages[0]?.environments[0] ?? environments[0]?.name ?? "";
  return `Next: npm run platform -- status ${first}\n      npx cdktf deploy ${first}`;
}
