import type { Settings } from "./config";
import { fields, type KubeObject } from "./kinds";
import { listens, PORTS } from "./machine";
import { applyObject, findObject } from "./objects";
import { readScenario } from "./scenario";
import { changeState, needState, type ClusterState } from "./state";
import { record } from "./timeline";
import { hash } from "./token";
import { ownVersion } from "./version";

/** With this annotation a chart is not the helm-controller's business. */
const UNMANAGED = "helmcharts.helm.cattle.io/unmanaged";

/** Installs and upgrades charts, as the helm-controller of the leading server does: whenever their settings or k3s's version change. */
export async function runCharts(settings: Settings, node: string, member: string): Promise<void> {
  const state = needState();
  if (settings.on("disable-helm-controller") || (await leader(state)) !== member) {
    return;
  }
  for (const chart of state.objects.filter((object) => object.kind === "HelmChart" && !isUnmanaged(object))) {
    const key = `${chart.metadata.namespace ?? ""}/${chart.metadata.name}`;
    const wanted = hash(`${JSON.stringify(chart.spec)} ${configOf(state, chart)} ${ownVersion()}`);
    if (state.charts[key] !== wanted) {
      await runChart(node, chart, state.charts[key] === undefined ? "helm-install" : "helm-upgrade", key, wanted);
    }
  }
}

async function runChart(node: string, chart: KubeObject, event: string, key: string, wanted: string): Promise<void> {
  const { name } = chart.metadata;
  const scenario = readScenario().charts?.[name] ?? {};
  await new Promise((resolve) => setTimeout(resolve, (scenario.seconds ?? 0) * 1000));
  if (scenario.fails !== undefined) {
    await record(node, "helm-failed", { chart: name, message: scenario.fails });
    return;
  }
  const spec = fields(chart.spec);
  await changeState((state) => {
    state.charts[key] = wanted;
    const namespace = spec.targetNamespace;
    if (
      spec.createNamespace === true &&
      typeof namespace === "string" &&
      findObject(state, "Namespace", undefined, namespace) === undefined
    ) {
      applyObject(state, { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } });
    }
    const errors = [...(scenario.objects ?? []), job(name)].map((object) => applyObject(state, object)).filter(Boolean);
    if (errors.length > 0) {
      throw new Error(`scenario.json, chart ${name}: ${errors.join("; ")}`);
    }
  });
  await record(node, event, { chart: name, chartVersion: spec.version, k3s: ownVersion() });
}

/** The first member that is alive leads. */
async function leader(state: ClusterState): Promise<string | undefined> {
  for (const member of state.members) {
    if (await listens(member.address, PORTS.peer)) {
      return member.name;
    }
  }
  return undefined;
}

function isUnmanaged(chart: KubeObject): boolean {
  return chart.metadata.annotations?.[UNMANAGED] !== undefined;
}

function configOf(state: ClusterState, chart: KubeObject): string {
  return JSON.stringify(
    findObject(state, "HelmChartConfig", chart.metadata.namespace, chart.metadata.name)?.spec ?? {},
  );
}

function job(chart: string): KubeObject {
  const conditions = [{ type: "Complete", status: "True" }];
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name: `helm-install-${chart}`, namespace: "kube-system" },
    status: { succeeded: 1, conditions },
  };
}
