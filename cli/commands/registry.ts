import { renderRegistry } from "../../catalog/registry";
import { writeRegistry } from "../../catalog/registry-folder";
import { loadPlatform } from "../../stacks/load-platform";
import { formatProblems } from "../../config";
import { exitCodes, type ExitCode, type PlatformCommand } from "../command";
import { registryMessages } from "../generated";
import { helpText } from "../help";
import { repository } from "../root";

const FINE = "registry/environments/ and its picture are up to date.";

const help = helpText({ examples: ["npm run platform -- registry", "npm run platform -- registry --check"] });

/** `platform registry` */
export const command: PlatformCommand = {
  define: (registry, exit) =>
    registry
      .option("--check", "write nothing; fail when a file is stale")
      .addHelpText("after", help)
      .action(({ check }: { check?: true }) => exit(run(check ?? false))),
};

function run(check: boolean): ExitCode {
  const result = loadPlatform(repository);
  if (!result.ok) {
    console.error(formatProblems(result.problems));
    return exitCodes.failed;
  }
  if (check) {
    const messages = registryMessages(repository, result.platform);
    if (messages.length === 0) console.log(FINE);
    else console.error(messages.join("\n"));
    return messages.length > 0 ? exitCodes.failed : exitCodes.ok;
  }
  const changed = writeRegistry(repository, renderRegistry(result.platform));
  for (const { path, state } of changed) console.log(`${state === "left over" ? "removed" : "wrote"} ${path}`);
  if (changed.length === 0) console.log(FINE);
  return exitCodes.ok;
}
