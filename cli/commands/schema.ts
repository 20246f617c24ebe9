import { exitCodes, type PlatformCommand } from "../command";
import { repository } from "../repository";
import { SCHEMA_FOLDER, staleSchemas, writeSchemas } from "../schema";

/** `platform schema` */
export const command: PlatformCommand = {
  define: (schema, exit) =>
    schema
      .option("--check", "write nothing; fail when a schema is stale")
      .addHelpText("after", "\nExamples:\n  npm run platform -- schema\n  npm run platform -- schema --check")
      .action(({ check }: { check?: true }) => {
        if (check) {
          const stale = staleSchemas(repository);
          for (const file of stale) console.error(`${file}  is stale. Run: npm run platform -- schema`);
          exit(stale.length > 0 ? exitCodes.failed : exitCodes.ok);
          return;
        }
        writeSchemas(repository);
        console.log(`Wrote ${SCHEMA_FOLDER}/.`);
        exit(exitCodes.ok);
      }),
};
