import { accessProblems } from "./access";
import { addOnProblems } from "./add-ons";
import { nodesProblem } from "./auto-mode";
import type { EksClusterProps } from "./cluster-props";
import { nodeGroupProblems } from "./node-groups";
import { versionProblem } from "./versions";

/** What can be judged of a cluster before anything is made. */
export type ClusterFacts = Pick<
  EksClusterProps,
  "version" | "account" | "network" | "access" | "addOns" | "nodeGroups" | "autoMode"
>;

/** Everything that is wrong with a cluster, each in a sentence that names the part. */
export function clusterProblems(facts: ClusterFacts): readonly string[] {
  const { version, account, network, access = {}, addOns, nodeGroups, autoMode } = facts;
  const groups = Object.entries(nodeGroups);
  const wrong = [
    versionProblem(version),
    /^\d{12}$/.test(account) ? undefined : `"${account}" is not an AWS account: twelve digits.`,
    Object.keys(network.intraSubnetIds).length >= 2
      ? undefined
      : "The control plane needs intra subnets in two zones at least.",
    nodesProblem(autoMode, nodeGroups),
  ].filter((problem) => problem !== undefined);
  return [
    ...wrong,
    ...accessProblems(access),
    ...addOnProblems(addOns, { ownNodes: groups.length > 0 || !autoMode, autoMode: autoMode !== undefined }),
    ...groups.flatMap(([name, group]) => [
      ...nodeGroupProblems(group).map((problem) => `node group ${name}: ${problem}`),
      ...zoneProblems(network, group.zones).map((problem) => `node group ${name}: ${problem}`),
    ]),
  ];
}

/** The zones whose private subnets a node group is in: those it names, or all. */
export function zonesOf(network: ClusterFacts["network"], zones: readonly string[] | undefined): readonly string[] {
  return zones ?? Object.keys(network.privateSubnetIds);
}

function zoneProblems(network: ClusterFacts["network"], zones: readonly string[] | undefined): readonly string[] {
  const { privateSubnetIds, podSubnetIds } = network;
  const wanted = zonesOf(network, zones);
  if (wanted.length === 0) return ["needs a zone."];
  const podsApart = Object.keys(podSubnetIds).length > 0;
  return wanted.flatMap((zone) => {
    if (!Object.hasOwn(privateSubnetIds, zone)) {
      return [`zone "${zone}" has no private subnet; one of ${Object.keys(privateSubnetIds).join(", ")}.`];
    }
    if (podsApart && !Object.hasOwn(podSubnetIds, zone)) {
      return [`zone "${zone}" has no subnet for pods, other zones have: its pods would get no address.`];
    }
    return [];
  });
}
