import type { K3sEnvironment, Organization } from "../../config";
import { rolloutOrder, type K3sNode } from "../../constructs/k3s/node";
import { nodeVariables } from "../../constructs/k3s/rollout";
import { clusterProps } from "../../stacks/k3s";
import type { SshTarget } from "../ssh-config";

/** One machine of an environment: what it shall be, how it is reached, and what its scripts know of it. */
export interface Machine {
  readonly node: K3sNode;
  readonly target: SshTarget;
  /** Variables of the node script; none of them is secret. */
  readonly variables: Readonly<Record<string, string>>;
}

/** All machines of an environment, in the order of their rollout: servers first. */
export function machinesOf(environment: K3sEnvironment, organization: Organization): readonly Machine[] {
  const props = clusterProps(environment, organization);
  const cluster = { ...props, secrets: { token: "" } };
  return rolloutOrder(props.nodes).map((node) => ({
    node,
    target: {
      name: node.name,
      host: node.address,
      port: node.port,
      user: node.user,
      hostKey: node.hostKey,
      timeoutSeconds: props.sshTimeoutSeconds,
      bastion: props.bastion,
    },
    variables: nodeVariables(cluster, node),
  }));
}

/** The servers among machines. */
export function serversAmong(machines: readonly Machine[]): readonly Machine[] {
  return machines.filter(({ node }) => node.role === "server");
}
