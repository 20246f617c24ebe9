import { kyverno } from "../../../catalog/components/kyverno";
import { configure, onAws, onAzure } from "./surroundings";

const small = configure(kyverno).values;
const production = configure(kyverno, {}, onAws).values;

const excluded = "config.webhooks.namespaceSelector.matchExpressions.0.values";

describe("kyverno", () => {
  test("gives a tenant's admins no policies of their own, which Kyverno would keep by its rights", () => {
    expect(configure(kyverno).values).toHaveProperty("rbac.roles.aggregate.admin", false);
  });

  test("judges with three where there are machines for it, of which two always stay", () => {
    expect(production).toMatchObject({
      admissionController: { replicas: 3, podDisruptionBudget: { enabled: true, minAvailable: 2 } },
      backgroundController: { replicas: 2, podDisruptionBudget: { enabled: true, minAvailable: 1 } },
      cleanupController: { replicas: 2, podDisruptionBudget: { enabled: true, minAvailable: 1 } },
      reportsController: { replicas: 2, podDisruptionBudget: { enabled: true, minAvailable: 1 } },
    });
    expect(small).not.toHaveProperty("admissionController.replicas");
    expect(small).not.toHaveProperty("admissionController.podDisruptionBudget");
  });

  test("lets in what it can't judge where a restart is an outage, and nowhere else", () => {
    expect(small).toHaveProperty("features.forceFailurePolicyIgnore.enabled", true);
    expect(production).toHaveProperty("features.forceFailurePolicyIgnore.enabled", false);
  });

  test("never stands in the way of the network, nor of the engine that repairs it", () => {
    expect(small).toHaveProperty(excluded, ["kube-system", "argocd", "flux-system"]);
  });

  test("takes exceptions from its own namespace alone", () => {
    expect(small).toHaveProperty("features.policyExceptions", { enabled: true, namespace: "kyverno" });
  });

  test("is measured where there is something to measure with", () => {
    expect(small).toHaveProperty("reportsController.serviceMonitor.enabled", true);
    expect(small).toHaveProperty("grafana.enabled", true);
    const alone = configure(kyverno, {}, { has: () => false }).values;
    expect(alone).toHaveProperty("admissionController.serviceMonitor.enabled", false);
    expect(alone).toHaveProperty("grafana.enabled", false);
  });

  test("can be removed by Argo CD, and roles that Kubernetes fills in are no difference", () => {
    expect(small).toHaveProperty("config.preserve", false);
    expect(kyverno.ignoreDifferences?.map(({ name }) => name)).toEqual(
      ["admission", "background", "cleanup", "reports"].map((part) => `kyverno:${part}-controller`),
    );
  });

  test("bounds the memory of every controller", () => {
    for (const part of ["backgroundController", "cleanupController", "reportsController"]) {
      expect(small).toHaveProperty(`${part}.resources.limits.memory`);
    }
    expect(small).toHaveProperty("admissionController.container.resources.limits.memory", "512Mi");
  });

  test.each([onAws, onAzure])("needs nothing of a cloud", (cloud) => {
    expect(configure(kyverno, {}, cloud)).toMatchObject({ permissions: [], secrets: [] });
  });

  test("refuses options, since it has none", () => {
    expect(() => configure(kyverno, { replicas: 1 })).toThrow("replicas");
  });
});
