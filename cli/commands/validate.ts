import { check } from "../../main";
import { readCalendar } from "../../policies/calendar";
import { exitCodes, type PlatformCommand } from "../command";
import { repository, whenFine } from "../repository";

/** `platform validate`: everything that synthesis checks, and the calendar. Writes nothing. */
export const command: PlatformCommand = {
  define: (validate, exit) =>
    validate
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
        exit(
          whenFine(check(repository), ({ platform, synthesis: { stacks, discard } }) => {
            discard();
            const { expired, expiring } = readCalendar(platform.environments, today);
            for (const line of expired) console.error(`${line} Mend what it excuses, or agree on a new date.`);
            for (const line of expiring) console.error(`Soon: ${line}`);
            if (expired.length > 0) return exitCodes.failed;
            console.log(
              `${String(stacks.length)} stacks of ${String(platform.environments.length)} environments are fine.`,
            );
            return exitCodes.ok;
          }),
        );
      }),
};
