import type { Platform } from "../config";
import type { Inventory } from "./inventory";

/** Where the picture lies; GitHub draws it. */
export const DIAGRAM = ".mermaid-diagrams/gitops-flow.mmd";

const ENGINES = { argocd: "Argo CD", flux: "Flux" } as const;

/**
 * The way of a change as a Mermaid flowchart: from a pull request through the registry into every environment's
 * cluster, wave by wave, and from one stage of promotion to the next.
 */
export function gitopsFlow(platform: Platform, all: readonly Inventory[]): string {
  const lines = [
    "%% Generated from environments/ and catalog/ by: npm run platform -- registry",
    "flowchart LR",
    '  engineer(["engineer"]) -->|pull request| files',
    '  subgraph repository["Git repository"]',
    '    files["environments/*.yaml"] -->|platform registry| registry',
    '    catalog["catalog/"] -->|platform registry| registry',
    '    registry["registry/environments/"]',
    "  end",
    ...all.flatMap((inventory) => environmentLines(inventory)),
    ...promotionLines(platform),
  ];
  return `${lines.join("\n")}\n`;
}

function environmentLines({ environment, installations, applications, clusters, tenants }: Inventory): string[] {
  const { name, kind, gitops } = environment;
  const steps = [
    ...byWave(installations.map((one) => ({ ...one, label: labelOf(one.name, one.chart?.version) }))).map(
      ([wave, labels]) => ({ id: `wave_${wave}`, labels }),
    ),
    { id: "tenants", labels: tenants.map((tenant) => `tenant ${tenant.name}`) },
    { id: "clusters", labels: clusters.map((cluster) => labelOf(`cluster ${cluster.name}`, cluster.chart.version)) },
    ...byWave(applications.map((one) => ({ ...one, label: labelOf(one.name, versionOf(one.source)) }))).map(
      ([wave, labels]) => ({ id: `applications_${wave}`, labels }),
    ),
  ].filter(({ labels }) => labels.length > 0);
  const ids = steps.map(({ id }) => nodeId(name, id));
  return [
    `  subgraph ${nodeId(name)}["${name} · ${kind}"]`,
    ...steps.map(({ id, labels }) => `    ${nodeId(name, id)}["${labels.join("<br/>")}"]`),
    ...(ids.length > 1 ? [`    ${ids.join(" --> ")}`] : []),
    "  end",
    `  registry -->|"${ENGINES[gitops.engine]} pulls ${gitops.revision}"| ${nodeId(name)}`,
  ];
}

/** Every environment of a stage is followed by every one of the next. */
function promotionLines({ stages }: Platform): string[] {
  return stages
    .slice(1)
    .flatMap((stage, index) =>
      (stages[index]?.environments ?? []).flatMap((from) =>
        stage.environments.map((to) => `  ${nodeId(from)} -.->|promote| ${nodeId(to)}`),
      ),
    );
}

function byWave(all: readonly { readonly wave: number; readonly label: string }[]): [number, string[]][] {
  const found = new Map<number, string[]>();
  for (const { wave, label } of all) found.set(wave, [...(found.get(wave) ?? []), label]);
  return [...found];
}

function labelOf(name: string, version: string | undefined): string {
  return version === undefined ? name : `${name} ${version}`;
}

function versionOf(source: Inventory["applications"][number]["source"]): string {
  return source.kind === "chart" ? source.chart.version : source.revision;
}

function nodeId(...parts: readonly string[]): string {
  return parts.join("_").replace(/[^A-Za-z0-9_]/g, "_");
}
