import { DIAGRAM, gitopsFlow } from "../../catalog/diagram";
import { loadPlatform } from "../../catalog/load-platform";
import { formatProblems } from "../../config";
import { exitCodes, type ExitCode, type PlatformCommand } from "../command";
import { readIfThere, writeGenerated } from "../files";
import { helpText } from "../help";
import { repository } from "../repository";

const help = helpText({ examples: ["npm run platform -- graph", "npm run platform -- graph --check"] });

/** `platform graph` */
export const command: PlatformCommand = {
  define: (graph, exit) =>
    graph
      .option("--check", "write nothing; fail when the picture is stale")
      .addHelpText("after", help)
      .action(({ check }: { check?: true }) => exit(run(check ?? false))),
};

function run(check: boolean): ExitCode {
  const result = loadPlatform(repository);
  if (!result.ok) {
    console.error(formatProblems(result.problems));
    return exitCodes.failed;
  }
  const picture = gitopsFlow(result.platform);
  if (readIfThere(repository, DIAGRAM) === picture) {
    console.log(`${DIAGRAM} is up to date.`);
    return exitCodes.ok;
  }
  if (check) {
    console.error(`${DIAGRAM}  is stale. Run: npm run platform -- graph`);
    return exitCodes.failed;
  }
  writeGenerated(repository, DIAGRAM, picture);
  console.log(`Wrote ${DIAGRAM}.`);
  return exitCodes.ok;
}
