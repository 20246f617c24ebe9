import { existsSync, readFileSync, statSync } from "node:fs";
import { isIP } from "node:net";
import { parse } from "yaml";
import { COMPONENT_FLAGS, FILE_ARGUMENTS } from "./component-flags";
import type { Settings } from "./config";
import { fields } from "./kinds";
import { thisMachine } from "./machine";
import { Refusal } from "./output";
import type { Taint } from "./state";

const FLANNEL = ["none", "vxlan", "host-gw", "wireguard-native"];
const PACKAGED = ["coredns", "servicelb", "traefik", "local-storage", "metrics-server", "runtimes"];

/** Refuses what k3s or the processes in it would refuse at start, before anything is done. */
export function validate(settings: Settings, role: "server" | "agent"): void {
  if (process.getuid?.() !== 0) {
    throw new Refusal(`must run as root unless --rootless is specified`);
  }
  for (const [option, known] of Object.entries(COMPONENT_FLAGS)) {
    settings.list(option).forEach((argument) => {
      checkComponentArgument(option, argument, known);
    });
  }
  settings.list("node-label").forEach(checkLabel);
  settings.list("node-taint").forEach(parseTaint);
  checkNodeName(nodeName(settings));
  nodeAddress(settings);
  checkRegistries(settings.value("private-registry") ?? "/etc/rancher/k3s/registries.yaml");
  if (settings.on("protect-kernel-defaults")) {
    checkKernel();
  }
  if (role === "server") {
    validateServer(settings);
  }
}

function validateServer(settings: Settings): void {
  const backend = settings.value("flannel-backend") ?? "vxlan";
  if (!FLANNEL.includes(backend)) {
    throw new Refusal(`flannel-backend: unknown backend type ${backend}; one of ${FLANNEL.join(", ")}`);
  }
  const wrong = settings.list("disable").find((item) => !PACKAGED.includes(item));
  if (wrong !== undefined) {
    throw new Refusal(`invalid value "${wrong}" for flag disable: valid items are ${PACKAGED.join(", ")}`);
  }
  for (const range of ["cluster-cidr", "service-cidr"]) {
    const bad = settings.list(range).find((cidr) => !isCidr(cidr));
    if (bad !== undefined) {
      throw new Refusal(`invalid ${range} ${bad}: invalid CIDR address: ${bad}`);
    }
  }
  const mode = settings.value("write-kubeconfig-mode");
  if (mode !== undefined && !/^0?[0-7]{3}$/.test(mode)) {
    throw new Refusal(`write-kubeconfig-mode: "${mode}" is no mode`);
  }
  const cron = settings.value("etcd-snapshot-schedule-cron");
  if (cron !== undefined && !/^(@\w+|\S+(\s+\S+){4})$/.test(cron)) {
    throw new Refusal(`failed to parse etcd-snapshot-schedule-cron "${cron}": expected exactly 5 fields`);
  }
  if (
    settings.on("etcd-s3") &&
    settings.value("etcd-s3-bucket") === undefined &&
    settings.value("etcd-s3-config-secret") === undefined
  ) {
    throw new Refusal("etcd-s3 is on, but etcd-s3-bucket is not set");
  }
}

/** The node's name: as set, else the machine's. */
export function nodeName(settings: Settings): string {
  return settings.value("node-name") ?? thisMachine().name.toLowerCase();
}

/** The address that the node has for the others. It must be one of the machine's. */
export function nodeAddress(settings: Settings): string {
  const { addresses } = thisMachine();
  const [wanted] = settings.list("node-ip");
  if (wanted !== undefined && !addresses.includes(wanted)) {
    throw new Refusal(`node IP: "${wanted}" not found in the host's network interfaces`);
  }
  return wanted ?? addresses[0] ?? "";
}

/** `key=value:Effect` or `key:Effect` as a taint. */
export function parseTaint(text: string): Taint {
  const match = /^([A-Za-z0-9./_-]+)(?:=([A-Za-z0-9._-]*))?:(NoSchedule|PreferNoSchedule|NoExecute)$/.exec(text);
  if (match === null) {
    throw new Refusal(`invalid taint spec: ${text}`);
  }
  const [, key = "", value, effect = ""] = match;
  return value === undefined || value === "" ? { key, effect } : { key, value, effect };
}

/** The kubelet refuses to label itself with most of what belongs to Kubernetes. */
export function checkLabel(label: string): void {
  const [key = "", value] = label.split("=");
  const [prefix] = key.includes("/") ? key.split("/") : [""];
  const reserved = /(^|\.)(kubernetes\.io|k8s\.io)$/.test(prefix ?? "");
  const allowed = /(^|\.)(kubelet|node)\.kubernetes\.io$/.test(prefix ?? "") || ALLOWED_LABELS.includes(key);
  if (reserved && !allowed) {
    throw new Refusal(`unknown 'kubernetes.io' or 'k8s.io' labels specified with --node-labels: [${key}]`);
  }
  if (!LABEL_KEY.test(key) || !LABEL_VALUE.test(value ?? "")) {
    throw new Refusal(`invalid label ${label}`);
  }
}

const LABEL_KEY = /^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;
const ALLOWED_LABELS = [
  "kubernetes.io/hostname",
  "kubernetes.io/arch",
  "kubernetes.io/os",
  "topology.kubernetes.io/zone",
  "topology.kubernetes.io/region",
  "failure-domain.beta.kubernetes.io/zone",
];

function checkNodeName(name: string): void {
  if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name) || name.length > 253) {
    throw new Refusal(
      `invalid node name "${name}": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters`,
    );
  }
}

function checkComponentArgument(option: string, argument: string, known: readonly string[]): void {
  const [name = "", ...rest] = argument.replace(/^--/, "").split("=");
  if (!known.includes(name)) {
    throw new Refusal(`${option.replace(/-arg$/, "")} exited: unknown flag: --${name}`);
  }
  if (option === "kube-apiserver-arg" && FILE_ARGUMENTS.includes(name)) {
    const file = rest.join("=");
    if (!existsSync(file)) {
      throw new Refusal(`kube-apiserver exited: open ${file}: no such file or directory`);
    }
    parse(readFileSync(file, "utf8"));
  }
}

function checkRegistries(file: string): void {
  if (existsSync(file)) {
    const keys = Object.keys(fields(parse(readFileSync(file, "utf8"))));
    const wrong = keys.find((key) => !["mirrors", "configs", "auths"].includes(key));
    if (wrong !== undefined) {
      throw new Refusal(`failed to parse ${file}: unknown field "${wrong}"`);
    }
  }
}

/** What the kubelet wants of the kernel, as the stand-in of sysctl has recorded it. */
function checkKernel(): void {
  const applied = existsSync(SYSCTLS) ? readFileSync(SYSCTLS, "utf8") : "";
  const wanted = { "vm/overcommit_memory": 1, "vm/panic_on_oom": 0, "kernel/panic": 10, "kernel/panic_on_oops": 1 };
  const wrong = Object.entries(wanted).filter(
    ([key, value]) => !applied.includes(`${key.replace("/", ".")}=${String(value)}\n`),
  );
  if (wrong.length > 0) {
    const list = wrong.map(([key, value]) => `invalid kernel flag: ${key}, expected value: ${String(value)}`);
    throw new Refusal(`Failed to start ContainerManager: [${list.join(", ")}]`);
  }
}

/** Where the stand-in of sysctl records what was set. */
export const SYSCTLS = "/run/stand-in-sysctl";

/** Reads a secret from a file that nobody but root can read. */
export function readSecretFile(file: string): string {
  if (!existsSync(file)) {
    throw new Refusal(`open ${file}: no such file or directory`);
  }
  // Not k3s's rule but ours: it reads a token that everybody can read, too.
  if ((statSync(file).mode & 0o077) !== 0) {
    throw new Refusal(`${file} can be read by others than root: mode ${(statSync(file).mode & 0o777).toString(8)}`);
  }
  return readFileSync(file, "utf8").trim();
}

function isCidr(text: string): boolean {
  const [address = "", bits = ""] = text.split("/");
  return isIP(address) === 4 && /^\d+$/.test(bits) && Number(bits) <= 32;
}
