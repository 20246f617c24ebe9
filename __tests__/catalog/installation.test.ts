import { engineBootstrap, installations } from "../../catalog/installation";
import { staging, withCredential } from "./environments";

const replicated = (environment = staging()): boolean => "redis-ha" in (installations(environment)[0]?.values ?? {});

describe("what an environment installs", () => {
  test.each([
    [1, false],
    [3, true],
    [5, true],
  ])("with %d servers Argo CD is replicated: %s", (servers, expected) => {
    expect(replicated(staging(servers))).toBe(expected);
  });

  test("is not replicated where the servers take no pods and agents are too few", () => {
    expect(replicated(staging(3, true))).toBe(false);
  });

  test("has the version and values of the environment file", () => {
    const environment = staging(1);
    const components = { "argo-cd": { version: "10.0.0", values: { global: { domain: "cd.example.org" } } } };
    const [argoCd] = installations({ ...environment, components });
    expect(argoCd).toMatchObject({
      version: "10.0.0",
      values: { global: { domain: "cd.example.org", networkPolicy: { create: true } } },
    });
  });

  test("refuses a component that the catalog does not have", () => {
    const environment = { ...staging(), components: { "argo-dc": { version: "10.1.1" } } };
    expect(() => installations(environment)).toThrow('staging: the catalog has no component "argo-dc".');
  });
});

describe("how the engine comes into the cluster", () => {
  test("has a chart, a version and values that are those of the registry", () => {
    const environment = staging();
    const [argoCd] = installations(environment);
    expect(engineBootstrap(environment)).toMatchObject({
      chart: { ...argoCd?.component.chart, version: argoCd?.version },
      values: argoCd?.values,
      path: "registry/environments/staging",
    });
  });

  test.each([
    ["none", { kind: "none" }, "https://github.com/example/platform.git"],
    ["token", { kind: "token", variable: "repository_token" }, "https://github.com/example/platform.git"],
    ["ssh", { kind: "ssh", variable: "repository_ssh_key" }, "git@github.com:example/platform.git"],
  ] as const)("reads the repository by the credential %s", (credential, expected, repository) => {
    expect(engineBootstrap(withCredential(credential))).toMatchObject({ credential: expected, repository });
  });

  test("needs a version of the engine", () => {
    expect(() => engineBootstrap({ ...staging(), components: {} })).toThrow(
      'staging: components has no version of "argo-cd".',
    );
  });

  test("refuses an engine that no delivery knows", () => {
    const environment = staging();
    const gitops = { ...environment.gitops, engine: "flux" } as const;
    expect(() => engineBootstrap({ ...environment, gitops })).toThrow('staging: no delivery knows the engine "flux".');
  });

  test("hands over exactly the cluster facts that components read", () => {
    expect(() => engineBootstrap(staging(), undefined, { zoneId: "Z1" })).toThrow(
      'staging: Cluster fact "zoneId" is not defined. Known: none.',
    );
    expect(() => engineBootstrap(staging(), undefined, { zoneId: "Z1" }, { zoneId: { description: "" } })).toThrow(
      'staging: Cluster fact "zoneId" is handed over and never used.',
    );
  });
});
