import { certManager } from "../../../catalog/components/cert-manager";
import { without } from "./objects";
import { configure, onAws, onAzure } from "./surroundings";

describe("cert-manager", () => {
  test("brings its kinds, and leaves them when it goes: certificates are objects of them", () => {
    expect(configure(certManager).values).toMatchObject({ crds: { enabled: true, keep: true } });
  });

  test("answers challenges by the Gateway where its kinds are there", () => {
    expect(configure(certManager).values).toHaveProperty("config.gatewayAPI.enabled", true);
    const alone = configure(certManager, {}, { has: without("gateway-crds") });
    expect(alone.values).toHaveProperty("config.gatewayAPI.enabled", false);
    expect(certManager.after).toContain("gateway-crds");
  });

  test("keeps everything of its own in its namespace, the lock of its leader too", () => {
    expect(configure(certManager).values).toHaveProperty("global.leaderElection.namespace", "cert-manager");
  });

  test("runs every part several times where there are machines for it", () => {
    const budget = { podDisruptionBudget: { enabled: true, maxUnavailable: 1 } };
    expect(configure(certManager, {}, onAws).values).toMatchObject({
      replicaCount: 2,
      ...budget,
      webhook: { replicaCount: 3, ...budget },
      cainjector: { replicaCount: 2, ...budget },
    });
    const { values } = configure(certManager);
    expect(values).toMatchObject({ replicaCount: 1, webhook: { replicaCount: 1 }, cainjector: { replicaCount: 1 } });
    expect(values).not.toHaveProperty("podDisruptionBudget");
  });

  test("asks resolvers outside for the record that it wrote, not the cluster's own", () => {
    expect(configure(certManager).values).toMatchObject({
      dns01RecursiveNameservers: "1.1.1.1:53,9.9.9.9:53",
      dns01RecursiveNameserversOnly: true,
    });
    expect(configure(certManager, {}, { dns: undefined }).values).not.toHaveProperty("dns01RecursiveNameservers");
  });

  test("may write on AWS the records of challenges and no other", () => {
    const [permissions] = configure(certManager, {}, onAws).permissions;
    expect(permissions?.serviceAccounts).toEqual(["cert-manager"]);
    expect(permissions?.aws?.filter(({ actions }) => actions.includes("route53:ChangeResourceRecordSets"))).toEqual([
      {
        sid: "ChangeRecords",
        actions: ["route53:ChangeResourceRecordSets"],
        resources: ["arn:aws:route53:::hostedzone/*"],
        conditions: {
          "ForAllValues:StringEquals": { "route53:ChangeResourceRecordSetsRecordTypes": ["TXT"] },
          "ForAllValues:StringLike": { "route53:ChangeResourceRecordSetsNormalizedRecordNames": ["_acme-challenge.*"] },
        },
      },
    ]);
  });

  test("writes no identity into its values on AWS: the cluster associates it", () => {
    expect(JSON.stringify(configure(certManager, {}, onAws).values)).not.toContain("eks.amazonaws.com");
  });

  test("has on Azure the identity that the cluster's stack made, for one zone", () => {
    const { values, permissions } = configure(certManager, {}, onAzure);
    expect(values).toMatchObject({
      podLabels: { "azure.workload.identity/use": "true" },
      serviceAccount: { annotations: { "azure.workload.identity/client-id": "<<fact:certManagerClientId>>" } },
    });
    expect(permissions).toEqual([
      {
        serviceAccounts: ["cert-manager"],
        azure: [
          {
            role: "DNS Zone Contributor",
            scope:
              "/subscriptions/22222222-2222-4222-8222-222222222222/resourceGroups/dns/providers/Microsoft.Network/dnszones/example.org",
          },
        ],
      },
    ]);
  });

  test("has no identity and reads no fact where its names are served elsewhere", () => {
    const { values, permissions } = configure(certManager, {}, { ...onAzure, dns: undefined });
    expect(permissions).toEqual([{ serviceAccounts: [] }]);
    expect(JSON.stringify(values)).not.toContain("<<fact:");
  });

  test("is watched where the kinds of Prometheus are there", () => {
    expect(configure(certManager).values).toHaveProperty("prometheus.servicemonitor.enabled", true);
    const alone = configure(certManager, {}, { has: without("prometheus-crds") });
    expect(alone.values).toHaveProperty("prometheus.servicemonitor.enabled", false);
  });
});
