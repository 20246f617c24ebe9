import { stringify } from "yaml";
import { exitCodes, type ExitCode, type PlatformCommand } from "../command";
import { processContext, type Context } from "../context";
import { findEnvironment, type Found } from "../environment";
import { Failure, runToExit } from "../failure";
import { helpText } from "../help";
import { kubeconfigOf } from "../kubeconfig/entry";
import { fetchEntry } from "../kubeconfig/fetch";
import { changeLocked, usersKubeconfig, writePrivate } from "../kubeconfig/file";
import { mergeKubeconfig } from "../kubeconfig/merge";

const help = helpText({
  about:
    "Gives the administrator's access to a cluster: over SSH from the first k3s server that answers, from k3d, or from EKS by the aws command. Cluster, context and user are named after the environment. Without an option the kubeconfig is printed; but for EKS it is a credential.",
  examples: [
    "npm run platform -- kubeconfig staging --merge",
    "  then: kubectl --context staging get nodes",
    "npm run platform -- kubeconfig staging --merge --switch",
    "  makes it the current context, too",
    "npm run platform -- kubeconfig staging --output staging.kubeconfig",
    "npm run --silent platform -- kubeconfig staging",
  ],
});

interface Options {
  readonly output?: string;
  readonly merge?: true;
  readonly switch?: true;
}

/** `platform kubeconfig` */
export const command: PlatformCommand = {
  define: (kubeconfig, exit) =>
    kubeconfig
      .argument("<environment>", "name of a file in environments/, without .yaml")
      .option("--output <file>", "write it to a file that only you can read")
      .option("--merge", "add it to your kubeconfig ($KUBECONFIG or ~/.kube/config)")
      .option("--switch", "with --merge: make it the current context")
      .addHelpText("after", help)
      .action(async (name: string, options: Options) => {
        const context = processContext();
        await runToExit(context, exit, () => giveAccess(context, name, options));
      }),
};

/** Prints, writes or merges the kubeconfig of an environment. */
export async function giveAccess(context: Context, name: string, options: Options): Promise<ExitCode> {
  if (options.output !== undefined && options.merge) throw new Failure("--output and --merge: give one of them.");
  if (options.switch && !options.merge) throw new Failure("--switch goes with --merge.");
  const found = findEnvironment(context.root, name);
  const entry = await fetchEntry(context, found);
  if (options.merge) {
    const file = usersKubeconfig(context.env);
    const { current } = changeLocked(file, (text) => mergeKubeconfig(text, entry, file, options.switch === true));
    const next = nextCommand(found, `kubectl ${current ? "" : `--context ${name} `}get nodes`);
    context.tell(`${file} has the context ${name}. Next: ${next}`);
    return exitCodes.ok;
  }
  const text = stringify(kubeconfigOf(entry), { lineWidth: 0 });
  if (options.output === undefined) context.print(text.trimEnd());
  else {
    writePrivate(options.output, text);
    const next = nextCommand(found, `kubectl --kubeconfig ${options.output} get nodes`);
    context.tell(`Wrote ${options.output}. Next: ${next}`);
  }
  return exitCodes.ok;
}

/** What to type to look at the cluster. An API that is inside its network answers through the tunnel alone, which brings a kubeconfig of its own. */
function nextCommand({ environment }: Found, direct: string): string {
  const inside = environment.kind === "eks" && environment.cluster.publicAccess.length === 0;
  return inside ? `npm run platform -- tunnel ${environment.name} -- kubectl get nodes` : direct;
}
