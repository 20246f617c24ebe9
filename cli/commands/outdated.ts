import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { loadPlatform } from "../../stacks/load-platform";
import { formatProblems, type Platform } from "../../config";
import { didYouMean } from "../../config/suggest";
import { exitCodes, type ExitCode, type PlatformCommand } from "../command";
import { processContext, type Context } from "../context";
import { Failure, runToExit } from "../failure";
import { helpText } from "../help";
import { lookUp, type Looked } from "../outdated/look-up";
import { internet, type Network } from "../outdated/network";
import { actionTargets, environmentTargets, packageTargets, type Target } from "../outdated/targets";
import { RENOVATE_FILE, writeRenovate } from "../renovate/config";
import { formatTable } from "../table";
import { counted } from "../words";

const help = helpText({
  about:
    "Asks chart repositories, registries, GitHub and npm what is newer than the versions in environments/, and, when no environment is named, in package.json and the workflows. Changes nothing. Pre-releases count only where an environment allows them. GITHUB_TOKEN, when set, goes to GitHub alone.",
  canBeLeft: true,
  examples: ["npm run platform -- outdated", "npm run --silent platform -- outdated development --json"],
});

/** `platform outdated` */
export const command: PlatformCommand = {
  define: (definition, exit) =>
    definition
      .argument("[environments...]", "names of files in environments/; all by default")
      .option("--json", "print every version as JSON, those without a newer one, too")
      .option("--renovate", "ask nobody; write renovate.json, by which Renovate does")
      .addHelpText("after", help)
      .action(async (names: readonly string[], { json, renovate }: { json?: true; renovate?: true }) => {
        const context = processContext();
        await runToExit(context, exit, () =>
          renovate ? Promise.resolve(tellRenovate(context)) : run(context, names, json === true),
        );
      }),
};

/** Writes renovate.json from the catalog and the environment files. */
export function tellRenovate({ root, print }: Context): ExitCode {
  const wrote = writeRenovate(root, loaded(root));
  print(wrote ? `Wrote ${RENOVATE_FILE}.` : `${RENOVATE_FILE} is up to date.`);
  return exitCodes.ok;
}

/** Prints what is outdated: 1 when something could not be asked, 2 when something is outdated. */
export async function run(
  context: Context,
  names: readonly string[],
  json: boolean,
  network: Network = internet(context.env),
): Promise<ExitCode> {
  const { versions, errors } = await lookUp(network, targetsOf(context.root, names));
  const outdated = versions.filter((one) => one.outdated);
  if (json) context.print(JSON.stringify({ versions, errors }, null, 2));
  else {
    if (outdated.length > 0) context.print(table(outdated, context.colours));
    else if (errors.length === 0) context.print(`${counted(versions.length, "version")}, and nothing newer.`);
    for (const error of errors) context.tell(error);
  }
  if (errors.length > 0) return exitCodes.failed;
  return outdated.length > 0 ? exitCodes.todo : exitCodes.ok;
}

function targetsOf(root: string, names: readonly string[]): Target[] {
  const { environments } = loaded(root);
  const known = environments.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new Failure(
      `There is no environment "${unknown}".${didYouMean(unknown, known)} environments/ has ${known.join(", ")}.`,
    );
  }
  const chosen = environments.filter(({ name }) => names.length === 0 || names.includes(name));
  const targets = chosen.flatMap((environment) => environmentTargets(environment));
  return names.length > 0 ? targets : [...targets, ...packages(root), ...actions(root)];
}

function loaded(root: string): Platform {
  const result = loadPlatform(root);
  if (!result.ok) throw new Failure(formatProblems(result.problems));
  return result.platform;
}

const manifest = z.object({
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
});

function packages(root: string): Target[] {
  const { dependencies, devDependencies } = manifest.parse(
    JSON.parse(readFileSync(join(root, "package.json"), "utf8")),
  );
  return packageTargets({ ...dependencies, ...devDependencies });
}

function actions(root: string): Target[] {
  const folder = ".github/workflows";
  if (!existsSync(join(root, folder))) return [];
  const files = readdirSync(join(root, folder)).filter((file) => /\.ya?ml$/.test(file));
  return files.sort().flatMap((file) => actionTargets(file, readFileSync(join(root, folder, file), "utf8")));
}

function table(outdated: readonly Looked[], colours: boolean): string {
  const rows = outdated.map(({ where, name, kind, current, patch, minor, newest }) => [
    where,
    name,
    kind,
    current,
    patch === current ? "–" : patch,
    minor === current ? "–" : minor,
    newest,
  ]);
  return formatTable(["where", "name", "kind", "current", "patch", "minor", "newest"], rows, colours);
}
