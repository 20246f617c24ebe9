import { resolve } from "node:path";
import { check } from "../../main";
import { admissionMessages } from "../admit";
import { providersLockedFor } from "../admit/locks";
import { readFolder } from "../admit/read-folder";
import { writeFolder } from "../admit/write-folder";
import { exitCodes, type ExitCode, type PlatformCommand } from "../command";
import { processContext, type Context } from "../context";
import { Failure, runToExit } from "../failure";
import { helpText } from "../help";
import { counted } from "../words";

const help = helpText({
  about: `Run it from the base branch. The folder is what the change's own code synthesized: manifest.json and stacks/<stack>/cdk.tf.json, \
and nothing else.

Refused is what could run a program, read a secret or send a credential elsewhere while it is planned: providers, data sources, \
provisioners, backends and configurations of providers that the base branch does not have, and functions that read files.

With --out, the stacks are written anew for "platform plan --stacks <folder>", when all are admitted.`,
  examples: [
    "npm run platform -- admit ../handed-over",
    "npm run --silent platform -- admit ../handed-over --out ../admitted --json",
  ],
});

interface Options {
  readonly out?: string;
  readonly json?: true;
}

/** `platform admit <folder>` */
export const command: PlatformCommand = {
  define: (definition, exit) =>
    definition
      .argument("<folder>", "where the stacks of the change are")
      .option("--out <folder>", "write the admitted stacks here, a folder that is not there yet")
      .option("--json", "print the result as JSON")
      .addHelpText("after", help)
      .action(async (folder: string, options: Options) => {
        const context = processContext();
        await runToExit(context, exit, () => Promise.resolve(admit(context, folder, options)));
      }),
};

/** Decides whether stacks that a change made may be planned beside a credential. */
export function admit(context: Context, folder: string, { out, json }: Options): ExitCode {
  const handedOver = readFolder(resolve(folder));
  const problems = "stacks" in handedOver ? refusals(context, handedOver.stacks) : handedOver;
  const stacks = "stacks" in handedOver ? handedOver.stacks.map(({ name }) => name) : [];
  const ok = problems.length === 0;
  if (ok && out !== undefined && "stacks" in handedOver) writeFolder(resolve(out), handedOver);
  if (json) {
    const result = { ok, stacks, problems: problems.map((message) => ({ message })) };
    context.print(JSON.stringify(result, null, 2));
  } else if (ok) {
    context.print(`${counted(stacks.length, "stack")} may be planned.`);
  } else {
    for (const problem of problems) context.tell(problem);
    context.tell(`Nothing of it is planned here: ${counted(problems.length, "finding")}.`);
  }
  return ok ? exitCodes.ok : exitCodes.failed;
}

function refusals({ root }: Context, stacks: Parameters<typeof admissionMessages>[0]): readonly string[] {
  const outcome = check(root);
  if (!outcome.ok) throw new Failure(`The base branch itself does not synthesize:\n${outcome.messages.join("\n")}`);
  const { synthesis } = outcome;
  synthesis.discard();
  return admissionMessages(stacks, synthesis.stacks, providersLockedFor(root));
}
