import { engineBootstrap, inventoryOf } from "../../catalog/inventory";
import type { Environment } from "../../config";
import { organization } from "../helpers/environments";
import { chosen, environmentWith, exporter, facts, testCatalog, tuned } from "./example";

const options = { components: testCatalog, definitions: facts };
const withExporter = environmentWith({ exporter: chosen(), tuned: chosen() });

function withCredential(credential: Environment["gitops"]["credential"]): Environment {
  const environment = environmentWith({});
  return { ...environment, gitops: { ...environment.gitops, credential } };
}

describe("the inventory of an environment", () => {
  test("names every namespace that its components and applications need, once", () => {
    const { namespaces } = inventoryOf(
      environmentWith(
        { exporter: chosen() },
        {
          applications: {
            shop: { path: "applications/shop", dependsOn: [], images: {}, revision: undefined, repository: undefined },
          },
        },
      ),
      organization,
      options,
    );
    expect(namespaces.map(({ name }) => name)).toEqual(["argocd", "monitoring", "shop"]);
  });

  test("knows which cluster facts its components read, in values and beside them", () => {
    expect(inventoryOf(withExporter, organization, options).facts).toEqual(["clientId"]);
    expect(inventoryOf(environmentWith({}), organization, options).facts).toEqual([]);
  });
});

describe("how the engine comes into the cluster", () => {
  test("has a chart, a version and values that are those of the registry", () => {
    const [own] = inventoryOf(environmentWith({}), organization).installations;
    expect(engineBootstrap(environmentWith({}), organization)).toMatchObject({
      chart: own?.chart,
      values: own?.values,
      path: "registry/environments/staging",
    });
  });

  test.each([
    ["none", { kind: "none" }, "https://github.com/example/platform.git"],
    ["token", { kind: "token", variable: "repository_token" }, "https://github.com/example/platform.git"],
    ["ssh", { kind: "ssh", variable: "repository_ssh_key" }, "git@github.com:example/platform.git"],
  ] as const)("reads the repository by the credential %s", (credential, expected, repository) => {
    expect(engineBootstrap(withCredential(credential), organization)).toMatchObject({
      credential: expected,
      repository,
    });
  });

  test("needs a version of the engine", () => {
    expect(() => engineBootstrap({ ...environmentWith({}), components: {} }, organization)).toThrow(
      'staging: components has no version of "argo-cd".',
    );
  });

  test("hands over exactly the cluster facts that components read", () => {
    expect(engineBootstrap(withExporter, organization, { clientId: "abc" }, options).facts).toEqual({
      clientId: "abc",
    });
    expect(() => engineBootstrap(withExporter, organization, {}, options)).toThrow(
      'staging: Cluster fact "clientId" is used and never handed over.',
    );
    const without = environmentWith({ tuned: chosen() });
    expect(() => engineBootstrap(without, organization, { clientId: "abc" }, options)).toThrow(
      'staging: Cluster fact "clientId" is handed over and never used.',
    );
    expect(() => engineBootstrap(without, organization, { zoneId: "Z1" }, options)).toThrow(
      'staging: Cluster fact "zoneId" is not defined. Known: clientId.',
    );
  });

  test("may not hand a fact to a component that reads it only beside its chart, and forget it", () => {
    const beside = {
      ...exporter,
      configure: (...given: Parameters<typeof exporter.configure>) => ({ ...exporter.configure(...given), values: {} }),
    };
    const around = { ...options, components: [testCatalog[0] ?? tuned, beside] };
    expect(() => engineBootstrap(environmentWith({ exporter: chosen() }), organization, {}, around)).toThrow(
      'Cluster fact "clientId" is used and never handed over.',
    );
  });
});
