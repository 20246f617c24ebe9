import type { EksEnvironment, Environment, K3dEnvironment, K3sEnvironment, Organization } from "../config";
import type { Component } from "./define";
import type { Cloud, Surroundings } from "./surroundings";

/** What the components of an environment may know of it. */
export function surroundingsOf(
  environment: Environment,
  organization: Organization,
  components: readonly Component[],
): Surroundings {
  const { name, domain, gitops, dns, kind } = environment;
  const surroundings: Surroundings = {
    environment: name,
    organization: organization.name,
    domain,
    engine: gitops.engine,
    cloud: cloudOf(environment),
    dns,
    laptop: kind === "k3d",
    highAvailability:
      environment.kind === "eks"
        ? openMachineCount(environment) >= 3
        : serverCount(environment.cluster) >= 3 && openNodeCount(environment.cluster) >= 3,
    has: (component) => Object.hasOwn(environment.components, component),
    links: () =>
      Object.entries(environment.components)
        .flatMap(([name, chosen]) => {
          const component = components.find((known) => known.name === name);
          return (component?.pages(surroundings, chosen) ?? []).map((link) => ({
            ...link,
            component: name,
            namespace: component?.namespace ?? "",
          }));
        })
        .sort((a, b) => (a.host < b.host ? -1 : 1)),
  };
  return surroundings;
}

function cloudOf(environment: Environment): Cloud {
  if (environment.kind !== "eks") return { kind: "none" };
  const { account, region } = environment.aws;
  const { autoMode, nodeGroups, addOns } = environment.cluster;
  if (autoMode === undefined) return { kind: "aws", account, region };
  const otherNodes = Object.keys(nodeGroups).length > 0;
  return {
    kind: "aws",
    account,
    region,
    autoMode: { otherNodes, otherVolumes: addOns["aws-ebs-csi-driver"] !== undefined },
  };
}

type OwnCluster = (K3sEnvironment | K3dEnvironment)["cluster"];

function serverCount({ servers }: OwnCluster): number {
  return typeof servers === "number" ? servers : Object.keys(servers).length;
}

/** Nodes that take pods without a toleration: what runs three times wants three of them. */
function openNodeCount({ servers, agents }: OwnCluster): number {
  if (typeof servers === "number" || typeof agents === "number") return Number(servers) + Number(agents);
  const nodes = [...Object.values(servers), ...Object.values(agents)];
  return nodes.filter(isOpen).length;
}

/** The same for groups of machines, whose least number is what one can count on. Auto Mode brings as many as are asked for. */
function openMachineCount({ cluster }: EksEnvironment): number {
  if (cluster.autoMode?.nodePools.includes("general-purpose")) return Infinity;
  return Object.values(cluster.nodeGroups)
    .filter(isOpen)
    .reduce((sum, { minSize }) => sum + minSize, 0);
}

function isOpen({ taints }: { readonly taints: Readonly<Record<string, { readonly effect: string }>> }): boolean {
  return Object.values(taints).every(({ effect }) => effect === "PreferNoSchedule");
}
