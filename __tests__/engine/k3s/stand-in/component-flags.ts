/** Flags of Kubernetes' own processes that `…-arg` may name. https://kubernetes.io/docs/reference/command-line-tools-reference/ */
export const COMPONENT_FLAGS: Readonly<Record<string, readonly string[]>> = {
  "kube-apiserver-arg": words(`
    admission-control-config-file advertise-address allow-privileged anonymous-auth api-audiences
    audit-log-batch-buffer-size audit-log-batch-max-size audit-log-compress audit-log-format audit-log-maxage
    audit-log-maxbackup audit-log-maxsize audit-log-mode audit-log-path audit-log-truncate-enabled audit-policy-file
    audit-webhook-config-file audit-webhook-mode authentication-config authentication-token-webhook-cache-ttl
    authentication-token-webhook-config-file authorization-config authorization-mode bind-address client-ca-file
    cors-allowed-origins default-not-ready-toleration-seconds default-unreachable-toleration-seconds
    default-watch-cache-size delete-collection-workers disable-admission-plugins emulated-version
    enable-admission-plugins enable-aggregator-routing enable-bootstrap-token-auth enable-garbage-collector
    enable-priority-and-fairness encryption-provider-config encryption-provider-config-automatic-reload event-ttl
    external-hostname feature-gates goaway-chance kubelet-certificate-authority kubelet-client-certificate
    kubelet-client-key kubelet-preferred-address-types kubelet-timeout max-mutating-requests-inflight
    max-requests-inflight min-request-timeout oidc-ca-file oidc-client-id oidc-groups-claim oidc-groups-prefix
    oidc-issuer-url oidc-required-claim oidc-signing-algs oidc-username-claim oidc-username-prefix profiling
    request-timeout runtime-config service-account-extend-token-expiration service-account-issuer
    service-account-jwks-uri service-account-key-file service-account-lookup service-account-max-token-expiration
    service-account-signing-key-file service-cluster-ip-range service-node-port-range shutdown-delay-duration
    strict-transport-security-directives tls-cert-file tls-cipher-suites tls-min-version tls-private-key-file
    token-auth-file tracing-config-file v vmodule watch-cache watch-cache-sizes`),
  "kube-controller-manager-arg": words(`
    allocate-node-cidrs attach-detach-reconcile-sync-period bind-address cluster-cidr cluster-signing-duration
    concurrent-deployment-syncs concurrent-endpoint-syncs concurrent-gc-syncs concurrent-job-syncs
    concurrent-namespace-syncs concurrent-replicaset-syncs concurrent-service-syncs controllers feature-gates
    horizontal-pod-autoscaler-sync-period kube-api-burst kube-api-qps large-cluster-size-threshold leader-elect
    leader-elect-lease-duration leader-elect-renew-deadline leader-elect-retry-period node-cidr-mask-size
    node-eviction-rate node-monitor-grace-period node-monitor-period profiling resource-quota-sync-period
    root-ca-file service-account-private-key-file terminated-pod-gc-threshold tls-cipher-suites tls-min-version
    unhealthy-zone-threshold use-service-account-credentials v vmodule`),
  "kube-scheduler-arg": words(`
    bind-address config feature-gates kube-api-burst kube-api-qps leader-elect leader-elect-lease-duration
    pod-max-in-unschedulable-pods-duration profiling secure-port tls-cipher-suites tls-min-version v vmodule`),
  "kubelet-arg": words(`
    address allowed-unsafe-sysctls anonymous-auth authentication-token-webhook authorization-mode cgroup-driver
    cgroups-per-qos client-ca-file cluster-dns cluster-domain config config-dir container-log-max-files
    container-log-max-size containerd contention-profiling cpu-cfs-quota cpu-manager-policy
    enable-controller-attach-detach enable-debugging-handlers enforce-node-allocatable event-burst event-qps
    eviction-hard eviction-max-pod-grace-period eviction-minimum-reclaim eviction-pressure-transition-period
    eviction-soft eviction-soft-grace-period fail-swap-on feature-gates file-check-frequency hairpin-mode
    healthz-bind-address healthz-port hostname-override image-gc-high-threshold image-gc-low-threshold
    kube-api-burst kube-api-qps kube-reserved local-storage-capacity-isolation make-iptables-util-chains
    max-open-files max-pods maximum-dead-containers memory-manager-policy minimum-image-ttl-duration node-ip
    node-labels node-status-max-images node-status-update-frequency oom-score-adj pod-cidr pod-infra-container-image
    pod-manifest-path pod-max-pids pods-per-core port protect-kernel-defaults read-only-port register-node
    register-with-taints registry-burst registry-qps reserved-cpus reserved-memory resolv-conf root-dir
    rotate-certificates rotate-server-certificates runtime-request-timeout seccomp-default serialize-image-pulls
    streaming-connection-idle-timeout sync-frequency system-reserved tls-cert-file tls-cipher-suites tls-min-version
    tls-private-key-file topology-manager-policy v vmodule volume-plugin-dir`),
  "kube-proxy-arg": words(`
    bind-address cluster-cidr config conntrack-max-per-core detect-local-mode feature-gates healthz-bind-address
    iptables-masquerade-bit iptables-sync-period ipvs-scheduler ipvs-strict-arp metrics-bind-address
    nodeport-addresses profiling proxy-mode v vmodule`),
  "etcd-arg": words(`
    auto-compaction-mode auto-compaction-retention election-timeout heartbeat-interval log-level
    max-request-bytes max-snapshots max-txn-ops max-wals quota-backend-bytes snapshot-count`),
};

/** Arguments of the API server whose value is a file that must be there. */
export const FILE_ARGUMENTS = [
  "audit-policy-file",
  "admission-control-config-file",
  "encryption-provider-config",
  "authentication-config",
  "authorization-config",
];

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
