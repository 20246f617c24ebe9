import { envoyGateway } from "../../../catalog/components/envoy-gateway";
import { kindsOf, objectOf, without } from "./objects";
import { configure, onAws } from "./surroundings";

describe("envoy-gateway", () => {
  test("leaves the kinds to the component that brings them, and waits for it", () => {
    const { values, dependsOn } = configure(envoyGateway);
    expect(values).toMatchObject({ crds: { enabled: false } });
    expect(dependsOn).toEqual({ "gateway-crds": ">=1.9.0" });
  });

  test("runs once in a small cluster, without a budget that would hold up the drain of a machine", () => {
    const { values } = configure(envoyGateway);
    expect(values).toMatchObject({ deployment: { replicas: 1 } });
    expect(values).not.toHaveProperty("podDisruptionBudget");
  });

  test("survives the loss of a machine where there are several", () => {
    expect(configure(envoyGateway, {}, onAws).values).toMatchObject({
      deployment: {
        replicas: 2,
        pod: {
          topologySpreadConstraints: [{ topologyKey: "kubernetes.io/hostname", whenUnsatisfiable: "DoNotSchedule" }],
        },
      },
      podDisruptionBudget: { minAvailable: 1 },
    });
  });

  test("asks for memory and has a limit of it, in the job of its certificates too", () => {
    const { values } = configure(envoyGateway);
    expect(values).toHaveProperty("deployment.envoyGateway.resources.limits.memory", "1Gi");
    expect(values).toHaveProperty("certgen.job.resources.limits.memory", "256Mi");
  });

  test("is watched with its proxies, where the kinds of Prometheus are there", () => {
    const configured = configure(envoyGateway);
    expect(objectOf(configured, "ServiceMonitor")).toMatchObject({ spec: { endpoints: [{ port: "metrics" }] } });
    expect(objectOf(configured, "PodMonitor")).toMatchObject({
      spec: { podMetricsEndpoints: [{ path: "/stats/prometheus" }] },
    });
    const unmeasured = kindsOf(configure(envoyGateway, {}, { has: without("prometheus-crds") }));
    expect(unmeasured.filter((kind) => kind.endsWith("Monitor"))).toEqual([]);
  });

  test("lets whoever may change a namespace change its routes, and nothing else of the Gateway API", () => {
    const roles = configure(envoyGateway).manifests.filter(({ kind }) => kind === "ClusterRole");
    expect(roles.map(({ metadata }) => metadata["labels"])).toEqual([
      { "rbac.authorization.k8s.io/aggregate-to-edit": "true" },
      { "rbac.authorization.k8s.io/aggregate-to-view": "true" },
    ]);
    for (const role of roles) {
      expect(role["rules"]).toEqual([
        expect.objectContaining({
          apiGroups: ["gateway.networking.k8s.io"],
          resources: ["grpcroutes", "httproutes"],
        }),
      ]);
    }
  });
});
