import { stringify } from "yaml";
import { FILES, SYSCTLS } from "./hardening";

/** Files of the hardening besides the configuration, by path. */
export function hardeningFiles(role: "server" | "agent"): Readonly<Record<string, string>> {
  const everyNode = { [FILES.sysctl]: `${SYSCTLS.join("\n")}\n` };
  if (role === "agent") return everyNode;
  return {
    ...everyNode,
    [FILES.audit]: stringify(AUDIT_POLICY),
    [FILES.admission]: stringify(ADMISSION),
    [FILES.rateLimit]: stringify(RATE_LIMIT),
    [FILES.policies]: CLUSTER_POLICIES.map((object) => stringify(object)).join("---\n"),
  };
}

/** Secrets and ConfigMaps by metadata only, since a request's body would put their values into the log; the health checks not at all. */
const AUDIT_POLICY = {
  apiVersion: "audit.k8s.io/v1",
  kind: "Policy",
  omitStages: ["RequestReceived"],
  rules: [
    { level: "None", nonResourceURLs: ["/healthz*", "/livez*", "/readyz*", "/version"] },
    { level: "Metadata", resources: [{ group: "", resources: ["secrets", "configmaps", "serviceaccounts/token"] }] },
    {
      level: "RequestResponse",
      verbs: ["create", "update", "patch", "delete"],
      resources: [{ group: "rbac.authorization.k8s.io" }],
    },
    { level: "Metadata" },
  ],
};

const ADMISSION = {
  apiVersion: "apiserver.config.k8s.io/v1",
  kind: "AdmissionConfiguration",
  plugins: [
    {
      name: "PodSecurity",
      configuration: {
        apiVersion: "pod-security.admission.config.k8s.io/v1",
        kind: "PodSecurityConfiguration",
        defaults: {
          enforce: "restricted",
          "enforce-version": "latest",
          audit: "restricted",
          "audit-version": "latest",
          warn: "restricted",
          "warn-version": "latest",
        },
        // k3s's own components (CNI, DNS, the load balancer, Helm jobs) need more than restricted allows.
        exemptions: { usernames: [], runtimeClasses: [], namespaces: ["kube-system"] },
      },
    },
    { name: "EventRateLimit", path: FILES.rateLimit },
  ],
};

const RATE_LIMIT = {
  apiVersion: "eventratelimit.admission.k8s.io/v1alpha1",
  kind: "Configuration",
  limits: [
    { type: "Server", qps: 5000, burst: 20000 },
    { type: "Namespace", qps: 500, burst: 1000, cacheSize: 2000 },
  ],
};

function networkPolicy(namespace: string, name: string, spec: object): object {
  return { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: { name, namespace }, spec };
}

function onlyFromWithin(namespace: string): object {
  const from = [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } } }];
  return networkPolicy(namespace, "intra-namespace", { podSelector: {}, ingress: [{ from }] });
}

function openTo(name: string, labels: object, ingress: object): object {
  return networkPolicy("kube-system", name, {
    podSelector: { matchLabels: labels },
    ingress: [ingress],
    policyTypes: ["Ingress"],
  });
}

const DNS_PORTS = {
  ports: [
    { port: 53, protocol: "TCP" },
    { port: 53, protocol: "UDP" },
  ],
};

/** Namespaces that k3s makes itself: closed to other namespaces, but for DNS, metrics and the packaged ingress; no default tokens. */
const CLUSTER_POLICIES: readonly object[] = [
  ...["kube-system", "kube-public", "default"].map(onlyFromWithin),
  openTo("allow-dns", { "k8s-app": "kube-dns" }, DNS_PORTS),
  openTo("allow-metrics-server", { "k8s-app": "metrics-server" }, {}),
  openTo("allow-traefik-load-balancer", { "svccontroller.k3s.cattle.io/svcname": "traefik" }, {}),
  openTo("allow-traefik", { "app.kubernetes.io/name": "traefik" }, {}),
  ...["default", "kube-public", "kube-node-lease"].map((namespace) => ({
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { name: "default", namespace },
    automountServiceAccountToken: false,
  })),
];
