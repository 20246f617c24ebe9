import { exitCodes, type ExitCode, type PlatformCommand } from "../command";
import { processContext, type Context } from "../context";
import { findEnvironment } from "../environment";
import { Failure, runToExit } from "../failure";
import { helpText } from "../help";
import { machinesOf, serversAmong } from "../k3s/machines";
import { carryOut } from "../restore/carry-out";
import { explainRestore, restoredText } from "../restore/explain";
import { listSnapshots, snapshotTable } from "../restore/list";
import { planRestore, refuseUnknownServer } from "../restore/plan";
import { snapshotOf, snapshotText } from "../restore/snapshot";
import { survey } from "../restore/survey";

const help = helpText({
  about: `Puts a k3s cluster back to an etcd snapshot: stops k3s on every server, restores on one, and lets the others join it again, one at a time. A run that failed is finished by the same command.
Machines that are new and empty: deploy first, it prepares them and stops where the data is missing; then restore; then deploy again. The join token (TF_VAR_k3s_token) has to be the one of the cluster that was.`,
  examples: [
    "npm run platform -- restore staging --list",
    "npm run --silent platform -- restore staging --list --json",
    "npm run platform -- restore staging \\\n    --snapshot etcd-snapshot-server-1-1790000000",
    "npm run platform -- restore staging \\\n    --snapshot /root/saved-snapshot --server server-2 --yes",
  ],
});

interface Options {
  readonly snapshot?: string;
  readonly list?: true;
  readonly server?: string;
  readonly again?: true;
  readonly yes?: true;
  readonly json?: true;
}

/** `platform restore` */
export const command: PlatformCommand = {
  define: (restore, exit) =>
    restore
      .argument("<environment>", "name of a file in environments/, without .yaml")
      .option("--snapshot <name|path>", "name of a snapshot, or its path on a server")
      .option("--list", "list the snapshots that there are")
      .option("--json", "with --list: as JSON")
      .option("--server <name>", "the server to restore on; the first that can, by default")
      .option("--again", "restore from the beginning, even if an unfinished restore could go on")
      .option("--yes", "don't ask")
      .addHelpText("after", help)
      .action(async (name: string, options: Options) => {
        const context = processContext();
        await runToExit(context, exit, () => restoreCluster(context, name, options));
      }),
};

/** Restores the cluster of an environment, or lists its snapshots. */
export async function restoreCluster(context: Context, name: string, options: Options): Promise<ExitCode> {
  refuseContradictions(options);
  const { environment, organization } = findEnvironment(context.root, name);
  if (environment.kind !== "k3s") {
    throw new Failure(
      environment.kind === "k3d"
        ? `${name} runs on k3d, which has no snapshots. Make it anew: npx cdktf destroy ${name}, then deploy.`
        : `${name} runs on EKS, where AWS keeps etcd itself. Velero has backups of what is in the cluster.`,
    );
  }
  const machines = machinesOf(environment, organization);
  if (options.list) {
    const snapshots = await listSnapshots(context, serversAmong(machines));
    if (snapshots.length === 0 && !options.json) throw new Failure("The servers that answer have no snapshot.");
    context.print(options.json ? JSON.stringify(snapshots, null, 2) : snapshotTable(snapshots, context.colours));
    return exitCodes.ok;
  }
  if (options.snapshot === undefined) throw new Failure("Which one? --snapshot NAME, and --list shows the names.");
  if (options.server !== undefined) refuseUnknownServer(serversAmong(machines), options.server, name);
  const snapshot = snapshotOf(options.snapshot, environment.cluster.snapshots.s3 !== undefined);
  const plan = planRestore(await survey(context, machines, snapshot), {
    environment: name,
    owner: `${organization.name}/${name}`,
    snapshot,
    server: options.server,
    again: options.again === true,
    newId: String(Date.now()),
  });
  const text = snapshotText(snapshot);
  context.tell(explainRestore(plan, name, text));
  if (!options.yes) await confirm(context, name);
  await carryOut(context, plan, text);
  const order = machines.map(({ node }) => node.name);
  context.tell(restoredText(plan, name, order));
  return exitCodes.ok;
}

/** Options of which one would be passed over in silence. */
function refuseContradictions({ list, json, snapshot, server }: Options): void {
  if (json && !list) throw new Failure("--json goes with --list.");
  if (list && snapshot !== undefined) throw new Failure("--list and --snapshot: give one of them.");
  if (list && server !== undefined) throw new Failure("--server goes with --snapshot; --list asks all servers.");
}

async function confirm({ ask }: Context, name: string): Promise<void> {
  if (!ask) throw new Failure("Nobody can be asked here. With --yes it is done without asking. Nothing was changed.");
  const answer = await ask(`Type ${name} to go on: `);
  if (answer.trim() !== name) throw new Failure("Not confirmed. Nothing was changed.");
}
