import { parse } from "yaml";
import { isObject, objectOf, type Block, type JsonObject } from "../../stacks/synthesized-stack";
import type { Finding, Rule } from "../rule";

const configFile = "/etc/rancher/k3s/config.yaml";

/** One setting of k3s that hardens it, with the words for its absence. */
interface Setting {
  readonly says: string;
  readonly holds: (config: JsonObject, files: JsonObject) => boolean;
}

const everyNode: readonly Setting[] = [
  { says: "protect-kernel-defaults is not true", holds: (config) => config["protect-kernel-defaults"] === true },
  {
    says: "the kubelet answers anonymous requests",
    holds: (config) => argument(config, "kubelet-arg", "anonymous-auth") !== "true",
  },
  {
    says: "the kubelet allows every request",
    holds: (config) => argument(config, "kubelet-arg", "authorization-mode") !== "AlwaysAllow",
  },
];

const server: readonly Setting[] = [
  { says: "secrets-encryption is not true", holds: (config) => config["secrets-encryption"] === true },
  {
    says: "the API server answers anonymous requests",
    holds: (config) => argument(config, "kube-apiserver-arg", "anonymous-auth") === "false",
  },
  { says: "there is no audit policy", holds: (config, files) => names(config, files, "audit-policy-file") },
  {
    says: "there is no audit log",
    holds: (config) => argument(config, "kube-apiserver-arg", "audit-log-path") !== undefined,
  },
  {
    says: "there is no PodSecurity admission",
    holds: (config, files) => names(config, files, "admission-control-config-file"),
  },
  {
    says: "the admission plugin NodeRestriction is off",
    holds: (config) => {
      const plugins = argument(config, "kube-apiserver-arg", "enable-admission-plugins") ?? "";
      return plugins.split(",").includes("NodeRestriction");
    },
  },
];

/** K3S-02 */
export const k3sHardening: Rule = {
  id: "K3S-02",
  title: "k3s is hardened",
  benchmark: "CIS 1.2.1, 1.2.14, 1.2.27, 3.2.1, 4.2.1, 5.2.2",
  reason:
    "k3s's defaults favour a quick start: secrets lie unencrypted in etcd, nothing is audited, pods may do anything.",
  remedy: "leave the settings of constructs/k3s/hardening.ts as they are.",
  check: ({ stack, environment }) => {
    if (environment?.kind !== "k3s") return [];
    return Object.keys(environment.cluster.servers)
      .map((node) => ({ node, settings: [...everyNode, ...server] }))
      .concat(Object.keys(environment.cluster.agents).map((node) => ({ node, settings: [...everyNode] })))
      .flatMap(({ node, settings }) => checkNode(node, settings, stack.resources));
  },
};

function checkNode(node: string, settings: readonly Setting[], resources: readonly Block[]): Finding[] {
  const rollout = resources.find(({ type, name }) => type === "terraform_data" && name.endsWith(`rollout_${node}`));
  if (rollout === undefined) return [{ address: `cluster: ${node}`, found: "nothing in the stack sets this node up." }];
  const files = objectOf(objectOf(rollout.properties["triggers_replace"])["files"]);
  const text = files[configFile];
  if (typeof text !== "string") return [{ address: rollout.address, found: `${configFile} is missing.` }];
  const config: unknown = parse(text);
  const missing = settings.filter(({ holds }) => !holds(objectOf(config), files)).map(({ says }) => says);
  return missing.map((says) => ({ address: rollout.address, found: `${says} (${configFile}).` }));
}

/** The value of `name=value` in a list of arguments. */
function argument(config: JsonObject, list: string, name: string): string | undefined {
  const values = config[list];
  if (!Array.isArray(values)) return undefined;
  return values
    .map(String)
    .find((value) => value.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}

/** Whether an argument of the API server names a file, and the file is put on the node with something in it. */
function names(config: JsonObject, files: JsonObject, name: string): boolean {
  const text = files[argument(config, "kube-apiserver-arg", name) ?? ""];
  return typeof text === "string" && isObject(parse(text));
}
