import { DataResource, TerraformLocal } from "cdktf";
import { Construct } from "constructs";
import type { Bootstrap } from "../gitops/bootstrap";
import { bootstrapFiles } from "./bootstrap-delivery";
import type { K3sClusterProps } from "./cluster-props";
import { internalAddress, nodeLabels, nodeTaints, rolloutOrder, taintText, type K3sNode } from "./node";
import { session, uninstallOnDestroy, type ClusterContext, type Provisioner } from "./provisioners";
import { nodeVariables, rolloutSteps, rolloutTriggers, serversOf } from "./rollout";
import { nodeScript, shellAssignments } from "./scripts";
import { expression, literal } from "../terraform-template";

/**
 * A k3s cluster on machines reached by SSH, with `terraform_data` and provisioners only: no credential of the cluster is in the state.
 *
 * Lifetime and rollout are separate. `machine` (one instance a node) only uninstalls, when its node leaves or the environment goes.
 * `rollout_<node>` is create-only and replaced when the node's version or files change; the rollouts are chained, servers first, so one node
 * changes at a time. `membership` stands before them: it refuses a downgrade, a skipped minor version and more than one leaving server, and
 * takes leaving nodes out of the cluster. Since `machine` is `create_before_destroy`, Terraform uninstalls a node only after all of that.
 */
export class K3sCluster extends Construct {
  /** Addresses that must not vanish unnoticed: the servers hold the cluster's data. */
  readonly protectedAddresses: readonly string[];
  /** The last resource of the chain: what needs a running cluster depends on it. */
  private readonly ready: DataResource;
  private readonly cluster: ClusterContext;

  constructor(scope: Construct, id: string, props: K3sClusterProps) {
    super(scope, id);
    const nodes = rolloutOrder(props.nodes);
    const servers = serversOf(props);
    const [first] = servers;
    if (!first) throw new Error(`${this.node.path}: a k3s cluster needs at least one server.`);
    if (servers.length >= 3 && !props.endpoint) {
      throw new Error(
        `${this.node.path}: a cluster of ${String(servers.length)} servers needs an endpoint that reaches all of them.`,
      );
    }
    const script = new TerraformLocal(this, "node_script", literal(nodeScript()));
    this.cluster = { ...props, script: `local.${script.friendlyUniqueId}` };

    const machine = this.machines(nodes);
    const origin = this.create("origin", machine, {}, this.on(first, "allow-begin"));
    const membership = this.membership(origin, nodes, servers);
    let last = membership;
    for (const node of nodes) {
      last = this.create(`rollout_${node.name}`, last, rolloutTriggers(props, node), rolloutSteps(this.cluster, node));
    }
    this.ready = this.settings(last, nodes, first);
    this.protectedAddresses = servers.map(
      (server) => `${DataResource.tfResourceType}.${machine.friendlyUniqueId}["${server.name}"]`,
    );
  }

  /** Lifetime: one instance a node, which does nothing but uninstall when it is destroyed. */
  private machines(nodes: readonly K3sNode[]): DataResource {
    const machine = new DataResource(this, "machine", { lifecycle: { createBeforeDestroy: true } });
    const inputs = nodes.map((node) => [
      node.name,
      { host: node.address, user: node.user, port: node.port, host_key: node.hostKey },
    ]);
    machine.addOverride("for_each", Object.fromEntries(inputs));
    machine.addOverride("input", expression("each.value"));
    machine.addOverride("provisioner", [uninstallOnDestroy(this.cluster)]);
    return machine;
  }

  private membership(after: DataResource, nodes: readonly K3sNode[], servers: readonly K3sNode[]): DataResource {
    const names = nodes.map((node) => node.name).sort();
    const triggers = { version: this.cluster.version, machines: machineIds(nodes) };
    const wanted = `${names.join("\n")}\n`;
    return this.create(
      "membership",
      after,
      triggers,
      servers.flatMap((server) => this.on(server, "membership", { wanted })),
    );
  }

  private settings(after: DataResource, nodes: readonly K3sNode[], first: K3sNode): DataResource {
    const lines = nodes.flatMap((node) => [
      ...Object.entries(nodeLabels(node)).map(([key, value]) => `${node.name} label ${key}=${value}`),
      ...Object.entries(nodeTaints(node)).map(([key, taint]) => `${node.name} taint ${taintText(key, taint)}`),
      `${node.name} end`,
    ]);
    const settings = `${lines.sort().join("\n")}\n`;
    return this.create(
      "settings",
      after,
      { settings, machines: machineIds(nodes) },
      this.on(first, "settings", { settings }),
    );
  }

  /**
   * Installs a GitOps engine on the finished cluster, once in its life, and lets go of it.
   *
   * @param credential Terraform expression of the repository's credential, unless the repository is public.
   */
  bootstrap(description: Bootstrap, credential: string | undefined): void {
    const [first] = serversOf(this.cluster);
    if (first)
      this.create("bootstrap", this.ready, {}, this.on(first, "bootstrap", bootstrapFiles(description, credential)));
  }

  /** Runs a command of the node script on a machine. */
  private on(
    node: K3sNode,
    command: Parameters<typeof session>[2],
    files: Readonly<Record<string, string>> = {},
  ): readonly Provisioner[] {
    const env = { "node.env": literal(shellAssignments(nodeVariables(this.cluster, node))) };
    return session(this.cluster, node, command, { ...env, ...files });
  }

  /** A create-only resource: its provisioners run when it is made and when a trigger changes, never at its end. */
  create(
    id: string,
    after: DataResource,
    triggers: Readonly<Record<string, unknown>>,
    provisioners: readonly Provisioner[],
  ): DataResource {
    const resource = new DataResource(this, id, { dependsOn: [after] });
    if (Object.keys(triggers).length > 0) resource.addOverride("triggers_replace", triggers);
    resource.addOverride("provisioner", provisioners);
    return resource;
  }
}

/** Which machine each node is, and where: on a new one its Node object is made anew. */
function machineIds(nodes: readonly K3sNode[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    nodes.map((node) => [node.name, [node.role, node.address, internalAddress(node), node.hostKey].join(" ")]),
  );
}
