import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { inventoryOf } from "../../catalog/inventory";
import { loadPlatform } from "../../stacks/load-platform";
import { formatProblems } from "../../config";
import { ApiServer } from "../charts/api-server";
import { checkChart, type Checked } from "../charts/check";
import { findCharts } from "../charts/checkouts";
import { makeDefinitions } from "../charts/definitions";
import { ChartSource } from "../charts/prepare";
import { Helm } from "../charts/programs";
import { chartTable, isFine } from "../charts/table";
import { chartsOf, type WantedChart } from "../charts/wanted";
import { exitCodes, type ExitCode, type PlatformCommand } from "../command";
import { processContext, type Context } from "../context";
import { Failure, runToExit } from "../failure";
import { helpText } from "../help";

const help = helpText({
  about: `Templates the chart of every component and virtual cluster, in the version and with the values of each environment, by helm (on the PATH, or named by HELM). Then the API server of KUBECONFIG validates every object strictly, without storing it. Only namespaces and the charts' custom resource definitions are made, so use a cluster for tests.
It fails where helm or the server refuses something or warns, pods break the Pod Security Standard of their namespace, or a key of the values means nothing to the chart. Kinds that the server does not know are counted.`,
  examples: [
    "npm run charts",
    "npm run charts -- --from ~/checkouts --offline",
    "npm run charts -- --component vault --environment staging --no-server",
  ],
});

/** Options of `platform charts`. */
export interface ChartsOptions {
  readonly from?: string;
  readonly offline?: true;
  readonly component?: string;
  readonly environment?: string;
  /** False by `--no-server`. */
  readonly server: boolean;
  readonly out?: string;
  readonly json?: true;
}

/** `platform charts` */
export const command: PlatformCommand = {
  define: (charts, exit) =>
    charts
      .option("--from <folder>", "take charts from checkouts, chart folders and packed charts in it")
      .option("--offline", "with --from: download nothing that is not there")
      .option("--component <name>", "only this component or virtual cluster")
      .option("--environment <name>", "only this environment")
      .option("--no-server", "only template: ask no API server")
      .option("--out <file>", "write the result to a file, too")
      .option("--json", "as JSON")
      .addHelpText("after", help)
      .action(async (options: ChartsOptions) => {
        const context = processContext();
        await runToExit(context, exit, () => checkCharts(context, wantedBy(context.root, options), options));
      }),
};

function wantedBy(root: string, { component, environment }: ChartsOptions): WantedChart[] {
  const loaded = loadPlatform(root);
  if (!loaded.ok) throw new Failure(formatProblems(loaded.problems));
  const { environments, organization } = loaded.platform;
  const wanted = environments
    .flatMap((one) => chartsOf(inventoryOf(one, organization)))
    .filter((one) => component === undefined || one.component === component)
    .filter((one) => environment === undefined || one.environment === environment);
  if (wanted.length > 0) return wanted;
  throw new Failure(`No environment has a chart like that: ${component ?? "any"} in ${environment ?? "any"}.`);
}

/** Checks charts and prints what they came to. */
export async function checkCharts(
  context: Context,
  wanted: readonly WantedChart[],
  { from, offline, server: withServer, out, json }: ChartsOptions,
): Promise<ExitCode> {
  if (offline && from === undefined) throw new Failure("--offline goes with --from FOLDER: it says where charts are.");
  const work = mkdtempSync(join(tmpdir(), "platform-charts-"));
  let server: ApiServer | undefined;
  try {
    const helm = new Helm(context, join(work, "helm"));
    await helm.mustBeThere();
    server = withServer ? await ApiServer.connect(context.env) : undefined;
    const local = from === undefined ? [] : await findCharts(resolve(from), work, context.env);
    const workshop = { helm, work, server, charts: new ChartSource(helm, work, local, !offline) };
    await makeDefinitions(wanted, workshop);
    const rows: Checked[] = [];
    for (const one of wanted) {
      context.tell(`${one.component} ${one.chart.version} in ${one.environment}`);
      rows.push(await checkChart(one, workshop));
    }
    const text = json ? JSON.stringify(rows, null, 2) : chartTable(rows, withServer, context.colours);
    context.print(text);
    if (out !== undefined) writeFileSync(out, `${json ? text : chartTable(rows, withServer, false)}\n`);
    return rows.every(isFine) ? exitCodes.ok : exitCodes.failed;
  } finally {
    server?.close();
    rmSync(work, { recursive: true, force: true });
  }
}
