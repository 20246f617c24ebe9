import type { Settings } from "./config";
import { thisMachine } from "./machine";
import { Refusal } from "./output";
import type { Taint } from "./state";

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

/** A Node object needs a name that is a DNS name. */
export function checkNodeName(name: string): void {
  if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name) || name.length > 253) {
    throw new Refusal(
      `invalid node name "${name}": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters`,
    );
  }
}
