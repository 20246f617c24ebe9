import { renderRegistry } from "../../catalog/registry";
import { staleRegistry, writeRegistry } from "../../catalog/registry-folder";
import { formatProblems, loadPlatform } from "../../config";
import { exitCodes, type ExitCode, type PlatformCommand } from "../command";
import { repository } from "../repository";

/** `platform registry` */
export const command: PlatformCommand = {
  define: (registry, exit) =>
    registry
      .option("--check", "write nothing; fail when a file is stale")
      .addHelpText("after", "\nExamples:\n  npm run platform -- registry\n  npm run platform -- registry --check")
      .action(({ check }: { check?: true }) => exit(run(check ?? false))),
};

function run(check: boolean): ExitCode {
  const result = loadPlatform(repository);
  if (!result.ok) {
    console.error(formatProblems(result.problems));
    return exitCodes.failed;
  }
  const files = renderRegistry(result.platform);
  if (check) {
    const stale = staleRegistry(repository, files);
    for (const { path, state } of stale) console.error(`${path}  is ${state}. Run: npm run platform -- registry`);
    return stale.length > 0 ? exitCodes.failed : exitCodes.ok;
  }
  for (const { path, state } of writeRegistry(repository, files)) {
    console.log(`${state === "left over" ? "removed" : "wrote"} ${path}`);
  }
  return exitCodes.ok;
}
