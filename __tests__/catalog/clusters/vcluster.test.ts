import { vcluster, type VirtualClusterEntry } from "../../../catalog/clusters/vcluster";
import { surroundings } from "../components/surroundings";

const ENTRY: VirtualClusterEntry = { version: "0.36.1", kubernetes: "v1.35.4", highAvailability: false };
const QUOTA = { cpu: "8", memory: "16Gi", storage: "100Gi", pods: 60 };

const made = (change: Partial<VirtualClusterEntry> = {}, has = () => true) =>
  vcluster("shop", { ...ENTRY, ...change }, surroundings({ has }));
const object = (kind: string) => made().manifests.find((one) => one.kind === kind);

describe("a virtual cluster", () => {
  test("has the version and the Kubernetes that the file says, in a namespace of its own", () => {
    expect(made()).toMatchObject({
      namespace: "vcluster-shop",
      podSecurity: "baseline",
      chart: { repository: "https://charts.loft.sh", name: "vcluster", version: "0.36.1" },
      values: { controlPlane: { distro: { k8s: { enabled: true, version: "v1.35.4" } } } },
    });
  });

  test("is open source: its image and its database ask for no licence, and it tells nobody that it is there", () => {
    const replicated = made({ highAvailability: true });
    for (const { values } of [made(), replicated]) {
      expect(values).toHaveProperty("controlPlane.statefulSet.image.repository", "loft-sh/vcluster-oss");
      expect(values).not.toHaveProperty("controlPlane.backingStore.etcd.embedded");
      expect(values).not.toHaveProperty("controlPlane.backingStore.database.external");
      expect(values).toHaveProperty("telemetry.enabled", false);
    }
  });

  test("keeps its objects in one volume, or in three etcds where it survives the loss of a machine", () => {
    expect(made().values).toHaveProperty("controlPlane.backingStore", { database: { embedded: { enabled: true } } });
    expect(made({ highAvailability: true }).values).toMatchObject({
      controlPlane: {
        backingStore: { etcd: { deploy: { enabled: true, statefulSet: { highAvailability: { replicas: 3 } } } } },
        statefulSet: { highAvailability: { replicas: 3 } },
        coredns: { deployment: { replicas: 2 } },
        advanced: { podDisruptionBudget: { enabled: true } },
      },
    });
    expect(made({ highAvailability: true }).values).not.toHaveProperty("controlPlane.backingStore.database");
  });

  test("runs without root, within its memory, behind network policies", () => {
    const { values } = made({ highAvailability: true });
    const nobody = { runAsNonRoot: true, allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };
    expect(values).toMatchObject({
      controlPlane: {
        distro: { k8s: { securityContext: nobody } },
        statefulSet: { security: { containerSecurityContext: nobody }, resources: { limits: { memory: "2Gi" } } },
        backingStore: { etcd: { deploy: { statefulSet: { security: { containerSecurityContext: nobody } } } } },
      },
      policies: { networkPolicy: { enabled: true } },
    });
  });

  test("takes no more than its quota, and is bound by nothing that the file does not say", () => {
    expect(made({ quota: QUOTA }).values).toMatchObject({
      policies: {
        resourceQuota: {
          enabled: true,
          quota: {
            "requests.cpu": "8",
            "limits.memory": "16Gi",
            "requests.storage": "100Gi",
            "count/pods": 60,
            "services.loadbalancers": 0,
            "limits.cpu": null,
            "count/secrets": null,
          },
        },
        limitRange: { enabled: true, default: { memory: "256Mi", cpu: null } },
      },
    });
    expect(made().values).not.toHaveProperty("policies.resourceQuota");
  });

  test("is measured where there is something to measure with", () => {
    expect(made().values).toHaveProperty("controlPlane.serviceMonitor.enabled", true);
    expect(made({}, () => false).values).toHaveProperty("controlPlane.serviceMonitor.enabled", false);
  });

  test("lays the file's own values over these, and leaves the others", () => {
    const { values } = made({ values: { sync: { toHost: { ingresses: { enabled: true } } } } });
    expect(values).toHaveProperty("sync.toHost.ingresses.enabled", true);
    expect(values).toHaveProperty("sync.toHost.serviceAccounts.enabled", false);
  });
});

describe("the registration of a virtual cluster in Argo CD", () => {
  test("names its API server by the Service, under a name that its certificate holds", () => {
    const { server, values } = made();
    expect(server).toBe("https://shop.vcluster-shop.svc");
    expect(values).toHaveProperty("controlPlane.proxy.extraSANs", ["shop.vcluster-shop.svc"]);
    expect(values).toHaveProperty("exportKubeConfig.server", server);
  });

  test("is a cluster Secret for Argo CD, of what vcluster itself wrote down", () => {
    expect(object("ExternalSecret")).toMatchObject({
      metadata: { namespace: "argocd" },
      spec: {
        secretStoreRef: { kind: "SecretStore", name: "cluster-shop" },
        target: {
          template: {
            metadata: { labels: { "argocd.argoproj.io/secret-type": "cluster" } },
            data: { name: "shop", server: "https://shop.vcluster-shop.svc" },
          },
        },
        data: [
          { secretKey: "ca", remoteRef: { key: "vc-shop", property: "certificate-authority" } },
          { secretKey: "certificate", remoteRef: { key: "vc-shop", property: "client-certificate" } },
          { secretKey: "key", remoteRef: { key: "vc-shop", property: "client-key" } },
        ],
      },
    });
  });

  test("checks the API server's certificate, and shows one of its own", () => {
    const spec: unknown = object("ExternalSecret")?.spec;
    expect(spec).toHaveProperty(
      "target.template.data.config",
      '{"tlsClientConfig":{"insecure":false,"caData":"{{ .ca | b64enc }}",' +
        '"certData":"{{ .certificate | b64enc }}","keyData":"{{ .key | b64enc }}"}}',
    );
  });

  test("lets External Secrets make the tokens by which it reads, of the reader alone", () => {
    const inArgoCd = made().manifests.filter(({ metadata }) => metadata["namespace"] === "argocd");
    expect(inArgoCd.find(({ kind }) => kind === "Role")).toMatchObject({
      rules: [
        { apiGroups: [""], resources: ["serviceaccounts/token"], resourceNames: ["cluster-shop"], verbs: ["create"] },
      ],
    });
    expect(inArgoCd.find(({ kind }) => kind === "RoleBinding")).toMatchObject({
      roleRef: { kind: "Role", name: "cluster-shop" },
      subjects: [{ kind: "ServiceAccount", name: "external-secrets", namespace: "external-secrets" }],
    });
  });

  test("may read the one Secret and nothing else, from Argo CD's namespace alone", () => {
    expect(object("Role")).toMatchObject({
      metadata: { namespace: "vcluster-shop" },
      rules: [{ apiGroups: [""], resources: ["secrets"], resourceNames: ["vc-shop"], verbs: ["get"] }],
    });
    expect(object("RoleBinding")).toHaveProperty("subjects", [
      { kind: "ServiceAccount", name: "cluster-shop", namespace: "argocd" },
    ]);
    expect(object("SecretStore")).toMatchObject({
      metadata: { namespace: "argocd" },
      spec: { provider: { kubernetes: { remoteNamespace: "vcluster-shop" } } },
    });
    expect(made().manifests.map(({ kind }) => kind)).not.toContain("ClusterSecretStore");
    expect(object("ServiceAccount")).toHaveProperty("automountServiceAccountToken", false);
  });

  test("writes what the API server fills into lists, which Argo CD would see as a difference for ever", () => {
    const spec: unknown = object("ExternalSecret")?.spec;
    expect(spec).toHaveProperty("data.0.remoteRef.conversionStrategy", "Default");
  });
});
