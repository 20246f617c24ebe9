import { InvalidArgumentError } from "commander";
import { exitCodes, type PlatformCommand } from "../command";
import { repository } from "../repository";
import { validate } from "../validate";

const examples = `
Examples:
  npm run platform -- validate
  npm run platform -- validate --json
  npm run platform -- validate --today 2027-01-31`;

/** `platform validate` */
export const command: PlatformCommand = {
  define: (definition, exit) =>
    definition
      .option("--today <date>", "the date to hold exceptions against", parseDate, today())
      .option("--json", "print the result as JSON")
      .addHelpText("after", examples)
      .action((options: { today: string; json?: true }) => {
        const result = validate(repository, options.today);
        if (options.json) {
          console.log(JSON.stringify(result, null, 2));
        } else {
          for (const message of result.messages) console.error(message);
          if (result.ok) console.log(`${result.stacks} stacks of ${result.environments} environments are fine.`);
        }
        exit(result.ok ? exitCodes.ok : exitCodes.failed);
      }),
};

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** A day of the calendar, as it was written. */
export function parseDate(text: string): string {
  const valid = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
  if (!valid) throw new InvalidArgumentError("A date is written YYYY-MM-DD.");
  return text;
}
