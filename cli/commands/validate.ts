import { exitCodes, type PlatformCommand } from "../command";
import { repository } from "../repository";
import { validate } from "../validate";

/** `platform validate` */
export const command: PlatformCommand = {
  define: (definition, exit) =>
    definition
      .option(
        "--today <date>",
        "the date to hold exceptions against, YYYY-MM-DD",
        new Date().toISOString().slice(0, 10),
      )
      .addHelpText(
        "after",
        "\nExamples:\n  npm run platform -- validate\n  npm run platform -- validate --today 2027-01-31",
      )
      .action(({ today }: { today: string }) => {
        const { ok, messages, stacks, environments } = validate(repository, today);
        for (const message of messages) console.error(message);
        if (ok) console.log(`${String(stacks)} stacks of ${String(environments)} environments are fine.`);
        exit(ok ? exitCodes.ok : exitCodes.failed);
      }),
};
