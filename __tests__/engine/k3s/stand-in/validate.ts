import { existsSync, readFileSync } from "node:fs";
import { isIP } from "node:net";
import { parse } from "yaml";
import { COMPONENT_FLAGS, FILE_ARGUMENTS } from "./component-flags";
import type { Settings } from "./config";
import { fields } from "./kinds";
import { checkLabel, checkNodeName, nodeAddress, nodeName, parseTaint } from "./node-settings";
import { Refusal } from "./output";

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

function isCidr(text: string): boolean {
  const [address = "", bits = ""] = text.split("/");
  return isIP(address) === 4 && /^\d+$/.test(bits) && Number(bits) <= 32;
}
