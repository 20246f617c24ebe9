import { catalog } from "../../catalog";
import { engineBootstrap, inventoryOf } from "../../catalog/inventory";
import type { Surroundings } from "../../catalog/surroundings";
import type { Environment } from "../../config";
import { CLUSTER_FACTS, factsIn } from "../../constructs/gitops/cluster-facts";
import { k3sEnvironment, organization } from "../helpers/environments";
import { REQUIRED } from "./components/required";
import { onAws, onAzure, surroundings } from "./components/surroundings";

/** Velero wants other things where its backups go to Azure. */
const ON_AZURE = { velero: { bucket: "backups", storageAccount: "exampleabc", diskResourceGroup: "nodes" } };

/** An environment with everything that goes with the engine, and what stands around it. */
function everything(engine: "argocd" | "flux", change: Partial<Surroundings>) {
  const all = catalog.filter((one) => (one.engine ?? engine) === engine && one.name !== "origin-ca-issuer");
  const components: Environment["components"] = Object.fromEntries(
    all.map(({ name, chart }) => [
      name,
      {
        version: chart && "1.2.3",
        variants: [],
        options: { ...REQUIRED, ...(change === onAzure ? ON_AZURE : {}) }[name] ?? {},
      },
    ]),
  );
  const gitops = { engine, repository: "example/platform", revision: "main", credential: "none" } as const;
  const environment = k3sEnvironment("abc-k8s", {}, { components, gitops });
  const around = surroundings({ ...change, engine, has: (name) => Object.hasOwn(components, name) });
  return { environment, around };
}

describe.each(["argocd", "flux"] as const)("the cluster facts of an environment with %s", (engine) => {
  const azure = everything(engine, onAzure);
  const inventory = inventoryOf(azure.environment, organization, { surroundings: azure.around });

  test("are all read by some component on Azure: none is defined that nobody uses", () => {
    expect(inventory.facts).toEqual(Object.keys(CLUSTER_FACTS).sort());
  });

  test("are handed over exactly as they are read", () => {
    const given = Object.fromEntries(inventory.facts.map((name) => [name, `id-of-${name}`]));
    const handOver = (facts: Readonly<Record<string, string>>) =>
      engineBootstrap(azure.environment, organization, facts, { surroundings: azure.around }).facts;
    expect(handOver(given)).toEqual(given);
    for (const name of inventory.facts) {
      const { [name]: _, ...others } = given;
      expect(() => handOver(others)).toThrow(`Cluster fact "${name}" is used and never handed over.`);
    }
  });

  test("do not keep their readers from waiting for what they need", () => {
    const waves = new Map(inventory.installations.map(({ name, wave }) => [name, wave]));
    const readers = inventory.installations.filter(({ values, manifests }) => factsIn([values, manifests]).length > 0);
    expect(readers.map(({ name }) => name).sort()).toEqual([
      "cert-issuers",
      "cert-manager",
      "external-dns",
      "vault",
      "velero",
    ]);
    for (const { name, dependsOn, wave } of readers) {
      for (const other of dependsOn)
        expect([name, other, (waves.get(other) ?? wave) < wave]).toEqual([name, other, true]);
    }
  });

  test("are none where the cloud invents nothing that a component needs", () => {
    for (const change of [{}, onAws]) {
      const { environment, around } = everything(engine, change);
      expect(inventoryOf(environment, organization, { surroundings: around }).facts).toEqual([]);
    }
  });
});
