import type { Environment, Organization } from "../config";
import type { Component } from "./define";
import type { Surroundings } from "./surroundings";

/** What the components of an environment may know of it. */
export function surroundingsOf(
  environment: Environment,
  organization: Organization,
  components: readonly Component[],
): Surroundings {
  const { name, domain, gitops, dns, kind, cluster } = environment;
  const surroundings: Surroundings = {
    environment: name,
    organization: organization.name,
    domain,
    engine: gitops.engine,
    cloud: { kind: "none" },
    dns,
    laptop: kind === "k3d",
    highAvailability: serverCount(cluster) >= 3 && openNodeCount(cluster) >= 3,
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

function serverCount({ servers }: Environment["cluster"]): number {
  return typeof servers === "number" ? servers : Object.keys(servers).length;
}

/** Nodes that take pods without a toleration: what runs three times wants three of them. */
function openNodeCount({ servers, agents }: Environment["cluster"]): number {
  if (typeof servers === "number" || typeof agents === "number") return Number(servers) + Number(agents);
  const nodes = [...Object.values(servers), ...Object.values(agents)];
  return nodes.filter(({ taints }) => Object.values(taints).every(({ effect }) => effect === "PreferNoSchedule"))
    .length;
}
