import { externalSecrets } from "../../../catalog/components/external-secrets";
import { configure, onAws } from "./surroundings";

describe("external-secrets", () => {
  test("may make tokens of the service account that logs in to Vault, and of no other in the cluster", () => {
    const { values, manifests } = configure(externalSecrets);
    expect(values["rbac"]).toMatchObject({ serviceAccountTokenCreate: false });
    expect(manifests.map(({ kind, metadata }) => [kind, metadata["namespace"], metadata.name])).toEqual([
      ["Role", "external-secrets", "external-secrets-token"],
      ["RoleBinding", "external-secrets", "external-secrets-token"],
    ]);
    expect(manifests[0]?.["rules"]).toEqual([
      {
        apiGroups: [""],
        resources: ["serviceaccounts/token"],
        resourceNames: ["external-secrets"],
        verbs: ["create"],
      },
    ]);
  });

  test.each(["ClusterExternalSecret", "ClusterGenerator", "PushSecret", "ClusterPushSecret"])(
    "neither defines %s nor looks for any",
    (kind) => {
      const { values } = configure(externalSecrets);
      expect(values["crds"]).toMatchObject({ [`create${kind}`]: false });
      expect(values[`process${kind}`]).toBe(false);
    },
  );

  test("runs each part twice with a budget where the environment is highly available", () => {
    const twice = { replicaCount: 2, podDisruptionBudget: { enabled: true, minAvailable: 1 } };
    const { values } = configure(externalSecrets, {}, onAws);
    expect(values).toMatchObject({ ...twice, leaderElect: true, webhook: twice, certController: twice });
  });

  test("runs each part once elsewhere, without a budget that would hold its node", () => {
    const { values } = configure(externalSecrets);
    expect(values).toMatchObject({
      replicaCount: 1,
      webhook: { replicaCount: 1 },
      certController: { replicaCount: 1 },
    });
    expect(JSON.stringify(values)).not.toContain("podDisruptionBudget");
  });

  test("is watched where monitors are known", () => {
    expect(configure(externalSecrets).values["serviceMonitor"]).toMatchObject({ enabled: true });
    expect(configure(externalSecrets, {}, { has: () => false }).values["serviceMonitor"]).toMatchObject({
      enabled: false,
    });
  });

  test("brings definitions too large for a client-side apply", () => {
    expect(externalSecrets.serverSideApply).toBe(true);
  });

  test("needs nothing of a cloud", () => {
    expect(configure(externalSecrets, {}, onAws).permissions).toEqual([]);
  });
});
