import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadPlatform } from "../../stacks/load-platform";
import { formatProblems, type Platform } from "../../config";
import { didYouMean } from "../../config/suggest";
import { listFile } from "../../stacks/protected";
import { prepare, type Texts } from "../change";
import { exitCodes, type ExitCode, type PlatformCommand } from "../command";
import { processContext, type Context } from "../context";
import { Failure, runToExit } from "../failure";
import { helpText } from "../help";
import { newApplication } from "../new/application";
import { newCluster } from "../new/cluster";
import { newComponent } from "../new/component";
import { newEnvironment } from "../new/environment";
import { OPTIONS_OF, type Made, type NewOptions } from "../new/options";
import { protectStacks } from "../protect";

const help = helpText({
  about:
    "Writes an entry or a file that passes the checks, and what follows from it. Asks for what is missing on a terminal; elsewhere says what that is. Writes over nothing.",
  examples: [
    "npm run platform -- new application shop --environment development --chart oci://ghcr.io/example/charts/shop --chart-version 1.8.2",
    "npm run platform -- new cluster tests --environment staging",
    "npm run platform -- new environment qa --kind k3d --from development",
    "npm run platform -- new component metrics-server",
  ],
});

/** `platform new` */
export const command: PlatformCommand = {
  define: (definition, exit) =>
    definition
      .argument("<what>", "application, component, cluster or environment")
      .argument("<name>", "its name")
      .option("--environment <name>", "application, cluster: the environment it goes into")
      .option("--chart <chart>", "application, component: the Helm chart")
      .option("--chart-version <version>", "application, cluster: the chart's exact version")
      .option("--repository <address>", "application, component: where the chart or folder comes from")
      .option("--path <folder>", "application: a folder in place of a chart")
      .option("--revision <revision>", "application: the branch, tag or commit of the folder's repository")
      .option("--image <name=image:tag...>", "application: its images, with their tags")
      .option("--image-policy <range>", "application: versions among which Flux chooses the images' tags")
      .option("--tenant <name>", "application, cluster: the tenant it belongs to")
      .option("--kubernetes <version>", "cluster: its Kubernetes version")
      .option("--namespace <name>", "component: its namespace")
      .option("--summary <sentence>", "component: what it does for the platform")
      .option("--group <heading>", "component: its heading in the documentation")
      .option("--kind <kind>", "environment: k3d or k3s")
      .option("--from <environment>", "environment: the one whose versions it begins with")
      .option("--domain <domain>", "environment: its domain")
      .option("--server <name address key...>", "environment of kind k3s: its servers with their SSH host keys")
      .addHelpText("after", help)
      .action(async (what: string, name: string, options: NewOptions) => {
        const context = processContext();
        await runToExit(context, exit, () => run(context, what, name, options));
      }),
};

/** Makes something new, tries it on a copy, writes it, and says what comes next. */
export async function run(context: Context, what: string, name: string, options: NewOptions): Promise<ExitCode> {
  refuseForeign(what, options);
  if (what === "component") {
    const made = await newComponent(context, name, options);
    writeAll(context.root, made.texts);
    tell(context, [...made.texts.keys()], made);
    return exitCodes.ok;
  }
  const loaded = loadPlatform(context.root);
  if (!loaded.ok) throw new Failure(formatProblems(loaded.problems));
  const made = await make(what)(context, loaded.platform, name, options);
  const prepared = prepare(context.root, loaded.platform, made.texts, what === "environment" ? protectCopy : undefined);
  if (!prepared.ok) throw new Failure(`${prepared.messages.join("\n")}\nNothing was written.`);
  prepared.write();
  tell(context, prepared.files, made);
  return exitCodes.ok;
}

type Make = (context: Context, platform: Platform, name: string, options: NewOptions) => Promise<Made>;

function make(what: string): Make {
  switch (what) {
    case "application":
      return newApplication;
    case "cluster":
      return newCluster;
    default:
      return newEnvironment;
  }
}

/** An option that means nothing here is a misunderstanding. */
function refuseForeign(what: string, options: NewOptions): void {
  const kinds = Object.keys(OPTIONS_OF);
  const own = OPTIONS_OF[what];
  if (own === undefined) throw new Failure(`"${what}" is none of ${kinds.join(", ")}.${didYouMean(what, kinds)}`);
  const flag = (key: string): string => `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const foreign = Object.keys(options).find((key) => !own.some((one) => one === key));
  if (foreign !== undefined) {
    throw new Failure(`${flag(foreign)} has no meaning for ${what}; it takes ${own.map(flag).join(", ")}.`);
  }
}

/** A new environment's machines join the list of what must not vanish. */
function protectCopy(copy: string): Texts {
  const result = protectStacks(copy, { check: false });
  if (!result.ok) throw new Failure(result.messages.join("\n"));
  return result.changed ? new Map([[listFile, readFileSync(join(copy, listFile), "utf8")]]) : new Map();
}

function writeAll(root: string, texts: Texts): void {
  for (const [file, text] of texts) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
}

function tell(context: Context, files: readonly string[], { next }: Made): void {
  for (const file of files) context.print(`wrote ${file}`);
  next.forEach((step, index) => context.print(`${index === 0 ? "Next: " : "      "}${step}`));
}
