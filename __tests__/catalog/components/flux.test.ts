import { flux } from "../../../catalog/components/flux";
import { factsIn } from "../../../constructs/gitops/cluster-facts";
import { configure } from "./surroundings";

const { values } = configure(flux, {}, { engine: "flux" });

describe("flux", () => {
  test("goes with the engine flux alone, and is never deleted, nor any of its definitions", () => {
    expect(flux).toMatchObject({ engine: "flux", keep: true, namespace: "flux-system" });
    expect(values).toMatchObject({ crds: { annotations: { "helm.sh/resource-policy": "keep" } } });
  });

  test("gives nobody rights that he does not name an account for, and no source of another namespace", () => {
    expect(values).toMatchObject({ multitenancy: { enabled: true, defaultServiceAccount: "default" } });
  });

  test("reads files of the repository alone, and takes a missing fact for an error", () => {
    expect(values).toHaveProperty(
      "kustomizeController.container.additionalArgs",
      expect.arrayContaining(["--no-remote-bases=true", expect.stringContaining("StrictPostBuildSubstitutions=true")]),
    );
  });

  test("closes its namespace, and bounds the memory of each controller", () => {
    expect(values).toMatchObject({ policies: { create: true } });
    for (const controller of ["source", "kustomize", "helm", "notification"]) {
      expect(values).toHaveProperty([`${controller}Controller`, "resources", "limits", "memory"], "1Gi");
    }
  });

  test("looks for images only where the environment asks for it", () => {
    const off = { imageReflectionController: { create: false }, imageAutomationController: { create: false } };
    const on = { imageReflectionController: { create: true }, imageAutomationController: { create: true } };
    expect(values).toMatchObject(off);
    expect(configure(flux, {}, { engine: "flux" }, ["image-automation"]).values).toMatchObject(on);
  });

  test("is monitored where monitors are known, and not by the chart that comes before they are", () => {
    expect(configure(flux).manifests).toMatchObject([{ kind: "PodMonitor", metadata: { namespace: "flux-system" } }]);
    expect(configure(flux, {}, { has: () => false }).manifests).toEqual([]);
    expect(JSON.stringify(values)).not.toContain("podMonitor");
    expect(flux.after).toEqual(["prometheus-crds"]);
  });

  test("reads no cluster fact: it comes before them", () => {
    expect(factsIn(values)).toEqual([]);
  });
});
