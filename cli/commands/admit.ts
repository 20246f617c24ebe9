import { resolve } from "node:path";
import { check, outputDirectory } from "../../main";
import { admissionMessages } from "../admit";
import { affectedBy, environmentOf } from "../admit/affected";
import { providersLockedFor } from "../admit/locks";
import { readFolder, type HandedOver } from "../admit/read-folder";
import { removedStacks } from "../admit/removed";
import { exitCodes, type ExitCode, type PlatformCommand } from "../command";
import { processContext, type Context } from "../context";
import { Failure, runToExit } from "../failure";
import { helpText } from "../help";
import { REPORT_FILE } from "../plan/read-report";
import type { Report, StackReport } from "../plan/report";
import { originOf } from "../planning/origin";
import { writeReport } from "../planning/report-file";
import { STAYS } from "../plan/words";
import { counted } from "../words";

const help = helpText({
  about: [
    "Run it from the base branch. The folder is what the change's own code synthesized: manifest.json and",
    "stacks/<stack>/cdk.tf.json, and nothing else. Refused is what could run a program, read a secret or send a",
    "credential elsewhere while it is planned: providers, data sources, provisioners, backends and configurations of",
    "providers that the base branch does not have, and functions that read files.",
    "--report writes the report of a plan without a stack, in which the refusals are: what platform comment shows.",
    "--json names the stacks that differ from the base branch, and those that come after them.",
  ].join(" "),
  examples: ["npm run platform -- admit ../handed-over", "npm run --silent platform -- admit ../handed-over --json"],
});

/** What somebody typed. */
export interface Options {
  readonly json?: true;
  readonly report?: true;
}

/** `platform admit <folder>` */
export const command: PlatformCommand = {
  define: (definition, exit) =>
    definition
      .argument("<folder>", "where the stacks of the change are")
      .option("--report", `write the refusals for platform comment: ${REPORT_FILE}`)
      .option("--json", "print the result as JSON")
      .addHelpText("after", help)
      .action(async (folder: string, options: Options) => {
        const context = processContext();
        await runToExit(context, exit, () => Promise.resolve(admit(context, folder, options)));
      }),
};

/** Decides whether stacks that a change made may be planned beside a credential. */
export function admit(context: Context, folder: string, { json, report }: Options): ExitCode {
  const handedOver = readFolder(resolve(folder));
  const result =
    "stacks" in handedOver ? judged(context, handedOver) : { affected: [], removed: [], problems: handedOver };
  if (report) keep(context, result);
  tell(context, result, json === true);
  return result.problems.length === 0 ? exitCodes.ok : exitCodes.failed;
}

interface Judgement {
  /** What a plan would be about. */
  readonly affected: readonly { readonly stack: string; readonly environment: string | null }[];
  readonly removed: readonly StackReport[];
  /** Why nothing may be planned. */
  readonly problems: readonly string[];
}

function judged({ root }: Context, handedOver: HandedOver): Judgement {
  const outcome = check(root);
  if (!outcome.ok) throw new Failure(`The base branch itself does not synthesize:\n${outcome.messages.join("\n")}`);
  const { platform, synthesis } = outcome;
  synthesis.discard();
  const environments = platform.environments.map(({ name }) => name);
  const bases = synthesis.stacks;
  return {
    affected: affectedBy(handedOver, bases).map((stack) => ({
      stack,
      environment: environmentOf(stack, bases, environments),
    })),
    removed: removedStacks(bases, handedOver.stacks),
    problems: admissionMessages(handedOver.stacks, bases, providersLockedFor(root)),
  };
}

/** Leaves what was decided where platform plan leaves its report, which takes its place when all is admitted. */
function keep({ root, env }: Context, { removed, problems }: Judgement): void {
  const report: Report = { version: 1, origin: originOf(env), stacks: [] };
  const refused = problems.length > 0;
  writeReport(outputDirectory(root), refused ? { ...report, refusals: problems } : { ...report, stacks: removed });
}

function tell({ print, tell }: Context, { affected, removed, problems }: Judgement, json: boolean): void {
  const ok = problems.length === 0;
  if (json) {
    const gone = removed.map(({ stack, environment }) => ({ stack, environment: environment ?? null }));
    print(JSON.stringify({ ok, affected, removed: gone, problems: problems.map((message) => ({ message })) }, null, 2));
  } else if (ok) {
    const names = affected.map(({ stack }) => stack).join(", ");
    print(`All stacks may be planned. The change affects ${names === "" ? "none" : names}.`);
    for (const { stack } of removed) print(`It removes ${stack}: ${STAYS}`);
  } else {
    for (const problem of problems) tell(problem);
    tell(`Nothing of it is planned here: ${counted(problems.length, "finding")}.`);
  }
}
