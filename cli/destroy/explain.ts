import { listFile } from "../../stacks/protected";
import { counted } from "../words";
import type { ClusterState } from "./look";
import type { StackPlan } from "./stacks";

/** What an environment is, as far as its end goes. */
export interface Doomed {
  readonly name: string;
  readonly kind: "k3d" | "k3s" | "eks";
}

const MACHINES: Readonly<Record<Doomed["kind"], string>> = {
  k3d: "the cluster in containers, its registry and its volumes",
  k3s: "k3s on all machines, with the snapshots, logs and volumes there. The machines stay, and so do snapshots in a bucket",
  eks: "the cluster, its nodes and its network, with the addresses by which others know it",
};

/** What goes, what is lost by it and what stays, for the person who has to agree. */
export function explainDestroy({ name, kind }: Doomed, plan: StackPlan, cluster: ClusterState | undefined): string {
  const lost = plan.going.flatMap((stack) => stack.lost);
  return [
    `This destroys ${name}: ${MACHINES[kind]}.`,
    line("Stacks", plan.going.map((stack) => stack.name).join(", then ")),
    ...(lost.length > 0 ? [line("Lost", `what ${listFile} protects: ${lost.join(", ")}`)] : []),
    ...(cluster ? clusterLines(cluster) : []),
    ...plan.staying.map((stack) => line("Stays", `${stack.name}, which holds ${stack.kept.join(", ") || "no data"}`)),
  ].join("\n");
}

function clusterLines(cluster: ClusterState): readonly string[] {
  if (cluster.kind === "absent") return [line("Cluster", "there is none any more; nothing in it is looked for")];
  if (cluster.kind === "left out") {
    return [line("Cluster", "left out, so what it has made in AWS stays: volumes, with what they cost")];
  }
  const { applications, services, volumes } = cluster.contents;
  const deleted = volumes.filter((volume) => volume.deleted);
  const kept = volumes.filter((volume) => !volume.deleted);
  const named = deleted.map((volume) => `${volume.claim ?? volume.name} (${volume.size})`).join(", ");
  const handles = kept.map((volume) => `${volume.handle ?? volume.name} of ${volume.claim ?? "nobody"}`).join(", ");
  return [
    line("Argo CD", `${counted(applications.length, "Application")}, with everything that they brought`),
    ...(services.length > 0
      ? [line("Services", `load balancers of ${services.map((one) => `${one.namespace}/${one.name}`).join(", ")}`)]
      : []),
    ...(deleted.length > 0
      ? [line("Volumes", `${counted(deleted.length, "volume")} with the data in them: ${named}`)]
      : []),
    ...(kept.length > 0
      ? [line("Stays", `${counted(kept.length, "volume")} that the cluster retains: ${handles}`)]
      : []),
  ];
}

/** What there is afterwards, and how to make the environment again. */
export function destroyedText({ name }: Doomed, { staying }: StackPlan): string {
  const stays = staying.map((stack) => ` ${stack.name} stays, and so does what it costs.`).join("");
  return `${name} is destroyed.${stays} To make it again: npx cdktf deploy ${name}`;
}

function line(title: string, text: string): string {
  return `  ${`${title}:`.padEnd(10)}${text}.`;
}
