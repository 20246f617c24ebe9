import { prometheusCrds } from "../../../catalog/components/prometheus-crds";
import { configure } from "./surroundings";

describe("prometheus-crds", () => {
  test("is never deleted, and none of its definitions either: neither by Argo CD nor by Helm", () => {
    expect(prometheusCrds).toMatchObject({ keep: true, stateful: true });
    expect(configure(prometheusCrds).values).toEqual({
      crds: {
        annotations: {
          "argocd.argoproj.io/sync-options": "Prune=false,Delete=false",
          "helm.sh/resource-policy": "keep",
        },
      },
    });
  });

  test("is applied by the server, since the definitions outgrow an annotation", () => {
    expect(prometheusCrds.serverSideApply).toBe(true);
  });

  test("waits for nothing, so that whoever is monitored may wait for it", () => {
    expect(configure(prometheusCrds).dependsOn).toEqual({});
    expect(prometheusCrds.after).toEqual([]);
  });

  test("refuses options, since it has none", () => {
    expect(() => configure(prometheusCrds, { storage: "1Gi" })).toThrow("storage");
  });
});
