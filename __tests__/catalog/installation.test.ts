import { surroundingsOf } from "../../catalog/context";
import type { Component } from "../../catalog/define";
import { installations, type Installation } from "../../catalog/installation";
import type { Environment } from "../../config";
import { k3sEnvironment, nodes, organization } from "../helpers/environments";
import { chartComponent, chosen, environmentWith, testCatalog, tuned } from "./example";

function install(environment: Environment, components: readonly Component[] = testCatalog): Installation[] {
  return installations(environment, components, surroundingsOf(environment, organization, components));
}

const find = (all: readonly Installation[], name: string): Installation | undefined =>
  all.find((one) => one.name === name);

describe("what an environment installs", () => {
  test("has the version of the environment file, and its values over those of the catalog", () => {
    const values = { nested: { kept: null, added: true } };
    const all = install(environmentWith({ tuned: chosen("2.0.0", { values, options: { level: 3 } }) }));
    expect(find(all, "tuned")).toMatchObject({
      chart: { repository: "oci://registry.example.org/charts", name: "tuned", version: "2.0.0" },
      values: { level: 3, nested: { kept: null, added: true } },
    });
  });

  test("lays the values of a chosen variant over the component's own, and waits for what it needs", () => {
    const all = install(
      environmentWith({
        tuned: chosen("2.0.0", { variants: ["loud", "dependent"], options: { level: 3 } }),
        exporter: chosen(),
      }),
    );
    expect(find(all, "tuned")).toMatchObject({
      values: { level: 3, nested: { kept: true, volume: 30 } },
      dependsOn: ["exporter"],
      wave: 1,
    });
  });

  test("waits for a component that would be good to have only where it is there", () => {
    const late = chartComponent("late", { after: ["tuned"] });
    const wave = (components: Environment["components"]) =>
      find(install(environmentWith(components), [...testCatalog, late]), "late")?.wave;
    expect(wave({ late: chosen() })).toBe(0);
    expect(wave({ late: chosen(), tuned: chosen() })).toBe(1);
  });

  test("makes whoever reads a secret wait for the store of secrets, and fetches the secret", () => {
    const store = chartComponent("secret-store", {
      chart: undefined,
      manifests: () => [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "store" } }],
    });
    const reader = chartComponent("reader", {
      secrets: () => [{ name: "token", data: { key: { path: "platform/reader", property: "token" } } }],
    });
    const environment = environmentWith({ reader: chosen(), "secret-store": chosen(undefined) });
    const found = find(install(environment, [...testCatalog, store, reader]), "reader");
    expect(found).toMatchObject({
      dependsOn: ["secret-store"],
      wave: 1,
      manifests: [
        {
          kind: "ExternalSecret",
          metadata: { name: "token", namespace: "reader" },
          spec: {
            secretStoreRef: { kind: "ClusterSecretStore", name: "vault" },
            data: [{ secretKey: "key", remoteRef: { key: "platform/reader", property: "token" } }],
          },
        },
      ],
    });
  });

  test("leaves out what comes to nothing, and lets others wait for what that waited for", () => {
    const first = chartComponent("first");
    const nothing = chartComponent("nothing", { chart: undefined, dependsOn: { first: "*" } });
    const last = chartComponent("last", { dependsOn: { nothing: "*" } });
    const environment = environmentWith({
      first: chosen(),
      nothing: { ...chosen(), version: undefined },
      last: chosen(),
    });
    const all = install(environment, [...testCatalog, first, nothing, last]);
    expect(all.map(({ name }) => name)).toEqual(["argo-cd", "first", "last"]);
    expect(find(all, "last")?.dependsOn).toEqual(["first"]);
  });

  test("is in the order of waves, then of names", () => {
    const first = chartComponent("zero");
    const second = chartComponent("also", { dependsOn: { zero: "*" } });
    const all = install(environmentWith({ also: chosen(), zero: chosen() }), [...testCatalog, first, second]);
    expect(all.map(({ name }) => name)).toEqual(["argo-cd", "zero", "also"]);
  });

  test.each([
    [{ unknown: chosen() }, 'staging: the catalog has no component "unknown".'],
    [
      { tuned: chosen("1.0.0", { variants: ["dependent"] }) },
      'staging: tuned needs the component "exporter", which is not there.',
    ],
    [{ tuned: { ...chosen(), version: undefined } }, "staging: components.tuned has no version."],
    [{ tuned: chosen("1.0.0", { variants: ["quiet"] }) }, 'tuned has no variant "quiet".'],
  ] as const)("refuses %j", (components, message) => {
    expect(() => install(environmentWith(components))).toThrow(message);
  });

  test("does not change the component when it is configured for another environment", () => {
    const configure = (level: number) =>
      find(install(environmentWith({ tuned: chosen("1.0.0", { options: { level } }) })), "tuned")?.values;
    expect([configure(1), configure(5), configure(1)]).toEqual([
      { level: 1, nested: { kept: true } },
      { level: 5, nested: { kept: true } },
      { level: 1, nested: { kept: true } },
    ]);
    expect(tuned.dependsOn).toEqual({});
  });
});

describe("an environment has the machines to run everything several times", () => {
  const available = (servers: number, tainted = false): boolean => {
    const all = Object.entries(nodes("server", servers, 11)).map(([name, node]) => {
      const taints: typeof node.taints = tainted
        ? { "node-role.kubernetes.io/control-plane": { effect: "NoSchedule" } }
        : {};
      return [name, { ...node, taints }];
    });
    const environment = k3sEnvironment("staging", { servers: Object.fromEntries(all), agents: {} });
    return surroundingsOf(environment, organization, testCatalog).highAvailability;
  };

  test.each([
    [1, false],
    [3, true],
    [5, true],
  ])("with %d servers: %s", (servers, expected) => {
    expect(available(servers)).toBe(expected);
  });

  test("but not where the servers take no pods and agents are too few", () => {
    expect(available(3, true)).toBe(false);
  });
});
