/** The benchmark that the check ids belong to, as kube-bench names it. */
export const BENCHMARK = "k3s-cis-1.9";

/** Files that the hardening puts on a node. */
export const FILES = {
  config: "/etc/rancher/k3s/config.yaml",
  sysctl: "/etc/sysctl.d/90-kubelet.conf",
  audit: "/var/lib/rancher/k3s/server/audit.yaml",
  admission: "/var/lib/rancher/k3s/server/psa.yaml",
  rateLimit: "/var/lib/rancher/k3s/server/event-rate-limit.yaml",
  policies: "/var/lib/rancher/k3s/server/manifests/platform-hardening.yaml",
} as const;

/** One control of the benchmark, the setting that fulfils it, and the file in which it can be read back from a node. */
export interface Control {
  readonly check: string;
  /** A line or part of a line that stands in the file. */
  readonly setting: string;
  readonly file: string;
  readonly role: "server" | "every node";
}

const CIPHERS =
  "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256," +
  "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305,TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305";

const APISERVER_ARGS = [
  "anonymous-auth=false",
  "enable-admission-plugins=NodeRestriction,EventRateLimit",
  `admission-control-config-file=${FILES.admission}`,
  "audit-log-path=/var/lib/rancher/k3s/server/logs/audit.log",
  `audit-policy-file=${FILES.audit}`,
  "audit-log-maxage=30",
  "audit-log-maxbackup=10",
  "audit-log-maxsize=100",
  "request-timeout=300s",
  "service-account-lookup=true",
  "service-account-extend-token-expiration=false",
  `tls-cipher-suites=${CIPHERS}`,
];

const CONTROLLER_MANAGER_ARGS = ["terminated-pod-gc-threshold=100"];

const KUBELET_ARGS = [
  "streaming-connection-idle-timeout=5m",
  "make-iptables-util-chains=true",
  "event-qps=50",
  "pod-max-pids=4096",
  `tls-cipher-suites=${CIPHERS}`,
];

/** Kernel parameters that `protect-kernel-defaults` expects. */
export const SYSCTLS = ["vm.panic_on_oom=0", "vm.overcommit_memory=1", "kernel.panic=10", "kernel.panic_on_oops=1"];

/**
 * The hardening as a table: which setting in which file fulfils which check of {@link BENCHMARK}. Checks that k3s fulfils by itself are
 * not in it. `protect-kernel-defaults` and the sysctls belong together: with wrong kernel parameters the kubelet refuses to start.
 * Source: https://docs.k3s.io/security/hardening-guide
 */
export const CONTROLS: readonly Control[] = [
  { check: "1.1.13", setting: 'write-kubeconfig-mode: "0600"', file: FILES.config, role: "server" },
  { check: "1.2.1", setting: "anonymous-auth=false", file: FILES.config, role: "server" },
  { check: "1.2.9", setting: "EventRateLimit", file: FILES.config, role: "server" },
  { check: "1.2.9", setting: "type: Namespace", file: FILES.rateLimit, role: "server" },
  { check: "1.2.14", setting: "enable-admission-plugins=NodeRestriction", file: FILES.config, role: "server" },
  {
    check: "1.2.16",
    setting: "audit-log-path=/var/lib/rancher/k3s/server/logs/audit.log",
    file: FILES.config,
    role: "server",
  },
  { check: "1.2.17", setting: "audit-log-maxage=30", file: FILES.config, role: "server" },
  { check: "1.2.18", setting: "audit-log-maxbackup=10", file: FILES.config, role: "server" },
  { check: "1.2.19", setting: "audit-log-maxsize=100", file: FILES.config, role: "server" },
  { check: "1.2.20", setting: "request-timeout=300s", file: FILES.config, role: "server" },
  { check: "1.2.21", setting: "service-account-lookup=true", file: FILES.config, role: "server" },
  { check: "1.2.27", setting: "secrets-encryption: true", file: FILES.config, role: "server" },
  {
    check: "1.2.29",
    setting: "tls-cipher-suites=TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
    file: FILES.config,
    role: "server",
  },
  { check: "1.3.1", setting: "terminated-pod-gc-threshold=100", file: FILES.config, role: "server" },
  { check: "3.2.1", setting: `audit-policy-file=${FILES.audit}`, file: FILES.config, role: "server" },
  { check: "3.2.2", setting: "level: Metadata", file: FILES.audit, role: "server" },
  { check: "4.2.5", setting: "streaming-connection-idle-timeout=5m", file: FILES.config, role: "every node" },
  { check: "4.2.6", setting: "make-iptables-util-chains=true", file: FILES.config, role: "every node" },
  { check: "4.2.8", setting: "event-qps=50", file: FILES.config, role: "every node" },
  {
    check: "4.2.12",
    setting: "tls-cipher-suites=TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
    file: FILES.config,
    role: "every node",
  },
  { check: "4.2.13", setting: "pod-max-pids=4096", file: FILES.config, role: "every node" },
  { check: "kernel", setting: "protect-kernel-defaults: true", file: FILES.config, role: "every node" },
  ...SYSCTLS.map((setting) => ({ check: "kernel", setting, file: FILES.sysctl, role: "every node" }) as const),
  { check: "5.1.5", setting: "automountServiceAccountToken: false", file: FILES.policies, role: "server" },
  { check: "5.2.2", setting: "enforce: restricted", file: FILES.admission, role: "server" },
  { check: "5.3.2", setting: "kind: NetworkPolicy", file: FILES.policies, role: "server" },
];

/** Keys of k3s's configuration that harden every node. */
export function nodeHardening(): Readonly<Record<string, unknown>> {
  return { "protect-kernel-defaults": true, "kubelet-arg": KUBELET_ARGS };
}

/** Keys of k3s's configuration that harden a server, besides {@link nodeHardening}. */
export function serverHardening(): Readonly<Record<string, unknown>> {
  return {
    "write-kubeconfig-mode": "0600",
    "secrets-encryption": true,
    "kube-apiserver-arg": APISERVER_ARGS,
    "kube-controller-manager-arg": CONTROLLER_MANAGER_ARGS,
  };
}
