import type { Move } from "../../catalog/promotion/move";
import { exitCodes, type ExitCode, type PlatformCommand } from "../command";
import { processContext, type Context } from "../context";
import { Failure, runToExit } from "../failure";
import { helpText } from "../help";
import { promote, type Promoted } from "../promote/promote";
import { movesTable, movesText } from "../promote/text";
import { formatTold } from "../told";
import { counted } from "../words";

const help = helpText({
  about:
    "Copies versions from one stage of promotion to the next: into the files where the target has them written, and into the registry. All or nothing is written, and no other byte changes. With --dry-run, 2 says that something would move.",
  canBeLeft: true,
  examples: [
    "npm run platform -- promote development staging --dry-run",
    "npm run platform -- promote development staging",
    "npm run platform -- promote development staging argo-cd",
    "npm run --silent platform -- promote development staging --text",
  ],
});

/** Options of the command line. */
export interface PromoteOptions {
  readonly allowDowngrade?: true;
  readonly withDependencies?: true;
  readonly dryRun?: true;
  readonly json?: true;
  readonly text?: true;
}

/** `platform promote` */
export const command: PlatformCommand = {
  define: (definition, exit) =>
    definition
      .argument("<from>", "the stage that has the versions: a name of the organization's promotion")
      .argument("<to>", "the stage that comes next")
      .argument("[names...]", "components, applications, clusters or k3s; all by default")
      .option("--with-dependencies", "also what these need in a newer version")
      .option("--allow-downgrade", "also to an older version")
      .option("--dry-run", "write nothing")
      .option("--text", "print Markdown for the pull request")
      .option("--json", "print the result as JSON")
      .addHelpText("after", help)
      .action(async (from: string, to: string, names: readonly string[], options: PromoteOptions) => {
        const context = processContext();
        await runToExit(context, exit, () => Promise.resolve(run(context, { from, to, names }, options)));
      }),
};

/** Promotes, and says what moved or what stands against it. */
export function run(
  context: Context,
  asked: { readonly from: string; readonly to: string; readonly names: readonly string[] },
  options: PromoteOptions,
): ExitCode {
  if (options.json && options.text) throw new Failure("--json and --text: give one of them.");
  const { allowDowngrade = false, withDependencies = false, dryRun = false } = options;
  const promoted = promote(context.root, { ...asked, allowDowngrade, withDependencies }, dryRun);
  if (options.json) context.print(JSON.stringify(asJson(promoted), null, 2));
  else if (!promoted.ok) context.tell(formatTold(promoted.problems).join("\n"));
  else if (options.text) context.print(movesText(asked.from, asked.to, promoted.moves, promoted.notes));
  else tellPeople(context, asked.to, promoted);
  if (!promoted.ok) return exitCodes.failed;
  return dryRun && promoted.moves.length > 0 ? exitCodes.todo : exitCodes.ok;
}

function tellPeople(
  context: Context,
  to: string,
  { moves, notes, files, written }: Extract<Promoted, { ok: true }>,
): void {
  for (const note of notes) context.tell(`Not promoted: ${note}`);
  if (moves.length === 0) {
    context.print(notes.length > 0 ? "Nothing to promote." : `Nothing to promote: ${to} has every version already.`);
    return;
  }
  context.print(movesTable(moves, context.colours));
  context.print("");
  if (!written) {
    context.print(`Would change ${counted(files.length, "file")}. Nothing was written.`);
    return;
  }
  context.print(`Changed ${counted(files.length, "file")}. Next: git diff, then git commit -a.`);
  for (const environment of clustersAmong(moves)) context.print(`k3s changes with: npx cdktf deploy ${environment}`);
}

/** Environments whose own cluster gets another version, which the registry does not bring. */
function clustersAmong(moves: readonly Move[]): readonly string[] {
  return [...new Set(moves.filter(({ kind }) => kind === "k3s").flatMap(({ environments }) => environments))];
}

function asJson(promoted: Promoted): unknown {
  if (!promoted.ok) return promoted;
  const moves = promoted.moves.map(({ at, path, ...move }) => ({ ...move, ...at, path: path.map(String) }));
  return { ...promoted, moves };
}
