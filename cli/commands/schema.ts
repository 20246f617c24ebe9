import { exitCodes, type ExitCode, type PlatformCommand } from "../command";
import { schemaMessages } from "../generated";
import { helpText } from "../help";
import { repository } from "../root";
import { SCHEMA_FOLDER, writeSchemas } from "../schema";

const help = helpText({ examples: ["npm run platform -- schema", "npm run platform -- schema --check"] });

/** `platform schema` */
export const command: PlatformCommand = {
  define: (schema, exit) =>
    schema
      .option("--check", "write nothing; fail when a schema is stale")
      .addHelpText("after", help)
      .action(({ check }: { check?: true }) => {
        exit(run(check ?? false));
      }),
};

function run(check: boolean): ExitCode {
  const messages = schemaMessages(repository);
  if (messages.length === 0) console.log(`${SCHEMA_FOLDER}/ is up to date.`);
  else if (check) console.error(messages.join("\n"));
  else {
    writeSchemas(repository);
    console.log(`Wrote ${SCHEMA_FOLDER}/.`);
  }
  return check && messages.length > 0 ? exitCodes.failed : exitCodes.ok;
}
