import { createHash } from "node:crypto";
import type { K3sClusterProps } from "./cluster-props";
import type { K3sNode } from "./node";
import { runAsRoot, type NodeCommand } from "./scripts";
import { expression } from "../terraform-template";

/** A cluster together with the Terraform expression of the node script, which its stack holds once. */
export type ClusterContext = K3sClusterProps & { readonly script: string };

/** A provisioner block in Terraform's JSON: one key, its type. */
export type Provisioner = Readonly<Record<string, unknown>>;

/** Attributes that a connection needs, as literals or, where a destroy-time provisioner allows nothing else, as references to `self`. */
export interface Target {
  readonly host: string;
  readonly user: string;
  readonly port: number | string;
  readonly hostKey: string;
}

/** SSH by agent only: a key in the configuration would be in the plan, and for destroy in the state. The host key is always pinned. */
function connection(cluster: K3sClusterProps, target: Target): Record<string, unknown> {
  const { bastion } = cluster;
  return {
    type: "ssh",
    agent: true,
    host: target.host,
    user: target.user,
    port: target.port,
    host_key: target.hostKey,
    timeout: `${String(cluster.sshTimeoutSeconds)}s`,
    // Terraform's own default is a file in /tmp that everybody may write, and /tmp may forbid execution.
    script_path: "./.platform.sh",
    ...(bastion && {
      bastion_host: bastion.host,
      bastion_port: bastion.port,
      bastion_host_key: bastion.hostKey,
      ...(bastion.user && { bastion_user: bastion.user }),
    }),
  };
}

/**
 * Runs one command of the node script on a machine: makes a folder that only the SSH user can read, uploads the script and the files, runs it.
 * A command names no file but the script: whatever is secret stands in an uploaded file, never in `remote-exec`, where it would suppress the
 * output, or in a process list.
 */
export function session(
  cluster: ClusterContext,
  node: K3sNode,
  command: NodeCommand,
  files: Readonly<Record<string, string>>,
): readonly Provisioner[] {
  const target = connection(cluster, { host: node.address, user: node.user, port: node.port, hostKey: node.hostKey });
  const folder = `.platform/${command}`;
  const inFolder = { ...target, script_path: `${folder}/terraform_%RAND%.sh` };
  const uploads = { "node.sh": expression(cluster.script), ...files };
  return [
    {
      "remote-exec": {
        connection: target,
        inline: [`umask 077 && rm -rf ${folder} && mkdir -p ${folder} && chmod 700 .platform ${folder}`],
      },
    },
    ...Object.entries(uploads).map(([name, content]) => ({
      file: { connection: target, content, destination: `${folder}/${name}` },
    })),
    { "remote-exec": { connection: inFolder, inline: [runAsRoot(folder, command)] } },
  ];
}

/** Uninstalls a machine when its instance is destroyed, with what the last rollout left there; one that has nothing is done. */
export function uninstallOnDestroy(cluster: K3sClusterProps): Provisioner {
  const self = (name: string): string => expression(`self.input.${name}`);
  const target = { host: self("host"), user: self("user"), port: self("port"), hostKey: self("host_key") };
  const script = "/var/lib/platform/node.sh";
  const uninstall = `if [ -f ${script} ]; then sh ${script} uninstall; fi`;
  return {
    "remote-exec": {
      when: "destroy",
      connection: connection(cluster, target),
      inline: [
        // One line: of several only the last one's status would count.
        `if [ "$(id -u)" = 0 ]; then sh -c '${uninstall}'; else sudo -n sh -c '${uninstall}'; fi && rm -rf .platform`,
      ],
    },
  };
}

/** Which machine a node is: its host key, shortened. Kept on the Node object, so that a replaced machine under an old name is noticed. */
export function machineId(node: K3sNode): string {
  return createHash("sha256").update(node.hostKey.trim().split(/\s+/).slice(0, 2).join(" ")).digest("hex").slice(0, 16);
}
