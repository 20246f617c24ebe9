import type { Settings } from "./config";
import { Refusal } from "./output";
import { readToken, hash } from "./token";

/** Settings that must be the same on all servers, by the names of k3s's flags. https://docs.k3s.io/cli/server */
export function criticalSettings(settings: Settings): Readonly<Record<string, string>> {
  const agentToken = readToken(settings, "agent-token");
  return {
    "agent-token": agentToken === undefined ? "" : hash(agentToken.password),
    "cluster-cidr": settings.list("cluster-cidr").join(",") || "10.42.0.0/16",
    "service-cidr": settings.list("service-cidr").join(",") || "10.43.0.0/16",
    "cluster-dns": settings.list("cluster-dns").join(",") || "10.43.0.10",
    "cluster-domain": settings.value("cluster-domain") ?? "cluster.local",
    "disable-cloud-controller": String(settings.on("disable-cloud-controller")),
    "disable-helm-controller": String(settings.on("disable-helm-controller")),
    "disable-network-policy": String(settings.on("disable-network-policy")),
    "disable=servicelb": String(settings.list("disable").includes("servicelb")),
    "egress-selector-mode": settings.value("egress-selector-mode") ?? "agent",
    "embedded-registry": String(settings.on("embedded-registry")),
    "flannel-backend": settings.value("flannel-backend") ?? "vxlan",
    "flannel-external-ip": String(settings.on("flannel-external-ip")),
    "flannel-ipv6-masq": String(settings.on("flannel-ipv6-masq")),
    "secrets-encryption": String(settings.on("secrets-encryption")),
  };
}

/** Refuses a server whose critical settings are not those of the others. */
export function checkCritical(theirs: Readonly<Record<string, string>>, ours: Readonly<Record<string, string>>): void {
  const different = Object.keys(ours).filter((name) => ours[name] !== theirs[name]);
  if (different.length > 0) {
    throw new Refusal(
      `starting kubernetes: preparing server: failed to validate server configuration: critical configuration value ` +
        `mismatch between servers: ${different.join(", ")}`,
    );
  }
}
