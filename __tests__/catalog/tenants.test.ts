import { tenantObjects, tenantsOf, type Tenant } from "../../catalog/tenants";
import { eksEnvironment, k3sEnvironment } from "../helpers/environments";
import { environmentWith } from "./example";

const shop: Tenant = {
  name: "shop",
  namespace: "shop",
  admins: ["shop-admins"],
  viewers: [],
  sources: [],
  quota: { cpu: "4", memory: "8Gi", storage: "50Gi", pods: 50 },
  egress: [],
};
const objects = (change: Partial<Tenant> = {}) => tenantObjects({ ...shop, ...change });
const named = (kind: string, name: string, change: Partial<Tenant> = {}) =>
  objects(change).find((one) => one.kind === kind && one.metadata.name === name);

describe("a tenant", () => {
  test("has a namespace of its name, or of another where the file says so", () => {
    const { name: _, namespace, ...entry } = shop;
    const tenants = { press: { ...entry, namespace: undefined }, shop: { ...entry, namespace: `${namespace}-prod` } };
    expect(tenantsOf(environmentWith({}, { tenants })).map((one) => one.namespace)).toEqual(["press", "shop-prod"]);
  });

  test("runs pods of the strictest standard, which the gateway may reach", () => {
    expect(named("Namespace", "shop")).toMatchObject({
      metadata: {
        labels: {
          "pod-security.kubernetes.io/enforce": "restricted",
          "platform/tenant": "shop",
          "platform/gateway": "allowed",
        },
      },
    });
  });

  test("reaches names by the address of the name server where that is no pod", () => {
    const ports = ["UDP", "TCP"].map((protocol) => ({ protocol, port: 53 }));
    const pods = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } } };
    const address = { ipBlock: { cidr: "172.20.0.10/32" } };
    expect(named("NetworkPolicy", "allow-names")).toMatchObject({ spec: { egress: [{ to: [pods], ports }] } });
    expect(named("NetworkPolicy", "allow-names", { nameServer: "172.20.0.10" })).toMatchObject({
      spec: { egress: [{ to: [pods, address], ports }] },
    });
  });

  test.each([
    [eksEnvironment("production", { autoMode: { nodePools: ["system"] } }), "172.20.0.10"],
    [
      eksEnvironment("production", { autoMode: { nodePools: ["system"] }, serviceCidr: "192.168.16.0/20" }),
      "192.168.16.10",
    ],
    [eksEnvironment(), undefined],
    [k3sEnvironment(), undefined],
  ])("has a name server that is no pod with EKS Auto Mode alone (%#)", (environment, nameServer) => {
    const { name: _, ...entry } = shop;
    const [made] = tenantsOf({ ...environment, tenants: { shop: entry } });
    expect(made?.nameServer).toBe(nameServer);
  });

  test("can't use more than its quota, and gets no load balancer of its own", () => {
    expect(named("ResourceQuota", "tenant")).toMatchObject({
      spec: {
        hard: {
          "requests.cpu": "4",
          "requests.memory": "8Gi",
          "limits.memory": "8Gi",
          "requests.storage": "50Gi",
          pods: "50",
          "services.loadbalancers": "0",
          "services.nodeports": "0",
        },
      },
    });
  });

  test("runs pods that say nothing of resources, with a small share", () => {
    expect(named("LimitRange", "tenant")).toMatchObject({
      spec: { limits: [{ defaultRequest: { cpu: "50m", memory: "64Mi" }, default: { memory: "256Mi" } }] },
    });
  });

  test("gives its groups the roles of their names, and nobody else any", () => {
    expect(named("RoleBinding", "tenant-admins")).toMatchObject({
      metadata: { namespace: "shop" },
      roleRef: { kind: "ClusterRole", name: "admin" },
      subjects: [{ kind: "Group", name: "shop-admins" }],
    });
    expect(named("RoleBinding", "tenant-viewers")).toBeUndefined();
    expect(named("RoleBinding", "tenant-viewers", { viewers: ["auditors"] })).toMatchObject({
      roleRef: { name: "view" },
      subjects: [{ name: "auditors" }],
    });
  });

  test("lets its SecretStores log in by its own service accounts, for which External Secrets makes tokens", () => {
    expect(named("Role", "tenant-secret-stores")).toMatchObject({
      metadata: { namespace: "shop" },
      rules: [{ apiGroups: [""], resources: ["serviceaccounts/token"], verbs: ["create"] }],
    });
    expect(named("RoleBinding", "tenant-secret-stores")).toMatchObject({
      metadata: { namespace: "shop" },
      subjects: [{ kind: "ServiceAccount", name: "external-secrets", namespace: "external-secrets" }],
    });
  });

  test("lets Prometheus read the metrics of its pods", () => {
    expect(named("NetworkPolicy", "allow-monitoring")).toMatchObject({
      spec: {
        podSelector: {},
        policyTypes: ["Ingress"],
        ingress: [{ from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } } }] }],
      },
    });
  });

  test("reaches names, itself and what it names, and nothing else", () => {
    expect(named("NetworkPolicy", "deny-all")).toMatchObject({
      spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
    });
    expect(named("NetworkPolicy", "deny-all")).not.toHaveProperty("spec.ingress");
    expect(named("NetworkPolicy", "allow-egress")).toBeUndefined();
    expect(named("NetworkPolicy", "allow-egress", { egress: ["198.51.100.0/24"] })).toMatchObject({
      spec: { policyTypes: ["Egress"], egress: [{ to: [{ ipBlock: { cidr: "198.51.100.0/24" } }] }] },
    });
    expect(named("NetworkPolicy", "allow-names")).toMatchObject({
      spec: {
        egress: [
          {
            to: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } } }],
            ports: [
              { protocol: "UDP", port: 53 },
              { protocol: "TCP", port: 53 },
            ],
          },
        ],
      },
    });
  });
});
