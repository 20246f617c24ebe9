import { argoCd } from "../../../catalog/components/argo-cd";
import { configure } from "./surroundings";

const one = configure(argoCd).values;
const replicated = configure(argoCd, {}, { highAvailability: true }).values;

describe("the values of Argo CD", () => {
  test("let nobody in without a name, and no one into a pod", () => {
    expect(one).toMatchObject({
      configs: {
        cm: { "users.anonymous.enabled": false, "exec.enabled": false },
        params: { "server.insecure": false },
        rbac: { "policy.default": "" },
      },
    });
  });

  test("close the network but for what the chart opens", () => {
    expect(one).toMatchObject({ global: { networkPolicy: { create: true, defaultDenyIngress: true } } });
  });

  test("open the replicated Redis, which the chart forgets, to the namespace alone", () => {
    expect(replicated).toMatchObject({
      extraObjects: ["redis-ha", "redis-ha-haproxy"].map((app) => ({
        kind: "NetworkPolicy",
        spec: { podSelector: { matchLabels: { app } }, ingress: [{ from: [{ podSelector: {} }] }] },
      })),
    });
  });

  test("let nothing delete the definition of Applications, and with it all of them", () => {
    expect(one).toMatchObject({
      crds: { annotations: { "argocd.argoproj.io/sync-options": expect.stringContaining("Prune=false") } },
    });
  });

  test("count an Application as healthy only with a health of its own, so that waves wait", () => {
    expect(one).toHaveProperty(
      ["configs", "cm", "resource.customizations.health.argoproj.io_Application"],
      expect.stringContaining("obj.status.health.status"),
    );
  });

  test("run one of each part on a small cluster", () => {
    expect(one).not.toHaveProperty("redis-ha");
    expect(one).not.toHaveProperty("server");
  });

  test("run parts twice, Redis three times, and never take two of a kind away at once", () => {
    const twice = { replicas: 2, pdb: { enabled: true, maxUnavailable: 1 } };
    expect(replicated).toMatchObject({
      server: twice,
      repoServer: twice,
      applicationSet: twice,
      "redis-ha": { enabled: true, podDisruptionBudget: { maxUnavailable: 1 } },
    });
  });
});
