import type { EksEnvironment, Finding } from "../../config";
import { ADD_ONS, addOnOrder, addOnProblem, missingAddOns, type NodeOwners } from "../../constructs/aws/eks/add-ons";
import { nodesProblem } from "../../constructs/aws/eks/auto-mode";
import { nodeGroupProblems } from "../../constructs/aws/eks/node-groups";

type Found = Omit<Finding, "environment">;

/** What can't be of the nodes that pods run on, and of the add-ons that those need. */
export function nodeFindings({ cluster, network }: EksEnvironment): Found[] {
  const { nodeGroups, autoMode, addOns } = cluster;
  const groups = Object.entries(nodeGroups);
  const problem = nodesProblem(autoMode, nodeGroups);
  const path = ["cluster", autoMode === undefined ? "nodeGroups" : "autoMode"];
  return [
    ...(problem === undefined ? [] : [{ path, message: problem }]),
    ...addOnFindings(addOns, {
      ownNodes: groups.length > 0 || autoMode === undefined,
      autoMode: autoMode !== undefined,
    }),
    ...groups.flatMap(([name, group]) => [
      ...nodeGroupProblems(group).map((message) => ({ path: ["cluster", "nodeGroups", name], message })),
      ...(group.zones ?? [])
        .filter((zone) => !Object.hasOwn(network.zones, zone))
        .map((zone) => ({
          path: ["cluster", "nodeGroups", name, "zones"],
          message: `"${zone}" is no zone of the network; one of ${Object.keys(network.zones).join(", ")}.`,
        })),
    ]),
    ...podRangeFindings(network, groups.length),
  ];
}

function addOnFindings(addOns: EksEnvironment["cluster"]["addOns"], nodes: NodeOwners): Found[] {
  const at = (name: string, ...more: readonly string[]) => ["cluster", "addOns", name, ...more];
  return [
    ...missingAddOns(addOns, nodes).map((name) => ({
      path: at(name),
      message: "is missing: nodes of node groups don't work without it. Give its version.",
    })),
    ...(addOns["aws-ebs-csi-driver"] === undefined && !nodes.autoMode
      ? [{ path: at("aws-ebs-csi-driver"), message: "is missing: nobody else makes volumes. Give its version." }]
      : []),
    ...addOnOrder(addOns).flatMap((addOn) => {
      const problem = addOnProblem(addOn.name, addOn, nodes);
      if (problem === undefined) return [];
      const ofItself = ADD_ONS[addOn.name].builtIn && !nodes.ownNodes;
      const path = ofItself ? at(addOn.name) : at(addOn.name, "version");
      return [{ path, message: problem.replace(/^add-on [\w-]+:? /, "") }];
    }),
  ];
}

/** Auto Mode's nodes give pods addresses of their own subnets; a second range is for other nodes. */
function podRangeFindings(network: EksEnvironment["network"], groups: number): Found[] {
  if (network.vpc !== "new" || network.podCidr === undefined || groups > 0) return [];
  const message = "is of no use to Auto Mode, whose pods are in the nodes' subnets. Leave it out.";
  return [{ path: ["network", "podCidr"], message }];
}
