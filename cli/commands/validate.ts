import { InvalidArgumentError } from "commander";
import { date } from "../../config/schema/formats";
import { exitCodes, type PlatformCommand } from "../command";
import { helpText } from "../help";
import { repository } from "../root";
import { formatTold } from "../told";
import { validate } from "../validate";
import { counted } from "../words";

const help = helpText({
  about: "Whether you may push: files, stacks, policies, protected addresses, generated files, dates of exceptions.",
  examples: [
    "npm run platform -- validate",
    "npm run --silent platform -- validate --json",
    "npm run platform -- validate --today 2027-01-31",
  ],
});

/** `platform validate` */
export const command: PlatformCommand = {
  define: (definition, exit) =>
    definition
      .option("--today <date>", "the date to hold exceptions against", parseDate, today())
      .option("--json", "print the result as JSON")
      .addHelpText("after", help)
      .action((options: { today: string; json?: true }) => {
        const result = validate(repository, options.today);
        if (options.json) {
          console.log(JSON.stringify(result, null, 2));
        } else {
          for (const line of [...formatTold(result.problems), ...result.warnings]) console.error(line);
          if (result.ok) {
            const are = result.stacks === 1 ? "is" : "are";
            const of = counted(result.environments, "environment");
            console.log(`${counted(result.stacks, "stack")} of ${of} ${are} fine.`);
          }
        }
        exit(result.ok ? exitCodes.ok : exitCodes.failed);
      }),
};

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** A day of the calendar, as it was written; the same as in the files. */
export function parseDate(text: string): string {
  if (!date().safeParse(text).success) {
    throw new InvalidArgumentError("A date is a day of the calendar, written YYYY-MM-DD.");
  }
  return text;
}
