import { surroundingsOf } from "../../catalog/context";
import type { Surroundings } from "../../catalog/surroundings";
import type { EksEnvironment, Environment, K3sEnvironment } from "../../config";
import {
  eksEnvironment,
  k3dEnvironment,
  k3sEnvironment,
  nodeGroup,
  nodes,
  organization,
} from "../helpers/environments";
import { chartComponent, chosen, environmentWith } from "./example";

type Nodes = K3sEnvironment["cluster"]["servers"];
type Effect = NonNullable<Nodes[string]>["taints"][string]["effect"];

const tainted = (all: Nodes, effect: Effect): Nodes =>
  Object.fromEntries(
    Object.entries(all).map(([name, node]) => [name, { ...node, taints: { "example.org/gpu": { effect } } }]),
  );

const NO_DRIVER = { "metrics-server": { version: "v0.8.1-eksbuild.4" } };

describe("what components know of their environment", () => {
  test.each<[string, Nodes, Nodes, boolean]>([
    ["three servers", nodes("server", 3, 11), {}, true],
    ["two servers and agents", nodes("server", 2, 11), nodes("agent", 3, 21), false],
    ["three servers that take no pods", tainted(nodes("server", 3, 11), "NoSchedule"), nodes("agent", 2, 21), false],
    [
      "three servers that take none, and three agents",
      tainted(nodes("server", 3, 11), "NoSchedule"),
      nodes("agent", 3, 21),
      true,
    ],
    ["three servers that would rather take none", tainted(nodes("server", 3, 11), "PreferNoSchedule"), {}, true],
  ])("is whether everything can run several times: %s", (_, servers, agents, expected) => {
    const environment = k3sEnvironment("staging", { servers, agents });
    expect(surroundingsOf(environment, organization, []).highAvailability).toBe(expected);
  });

  test.each<[string, EksEnvironment["cluster"]["nodeGroups"], boolean]>([
    ["a group that never has fewer than three machines", { general: nodeGroup() }, true],
    ["two groups that have three together", { one: nodeGroup({ minSize: 1 }), two: nodeGroup({ minSize: 2 }) }, true],
    ["a group that may shrink to two", { general: nodeGroup({ minSize: 2, maxSize: 9, desiredSize: 9 }) }, false],
    [
      "machines that take no pods without being asked",
      {
        general: nodeGroup({ minSize: 2 }),
        gpu: nodeGroup({ taints: { "example.org/gpu": { effect: "NoSchedule" } } }),
      },
      false,
    ],
    [
      "machines that would rather take none",
      { general: nodeGroup({ taints: { "example.org/spare": { effect: "PreferNoSchedule" } } }) },
      true,
    ],
  ])("is whether everything can run several times on EKS: %s", (_, nodeGroups, expected) => {
    const environment = eksEnvironment("production", { nodeGroups });
    expect(surroundingsOf(environment, organization, []).highAvailability).toBe(expected);
  });

  test("is true on EKS where Auto Mode brings as many machines as are asked for", () => {
    const available = (nodePool: "general-purpose" | "system") => {
      const environment = eksEnvironment("production", { nodeGroups: {}, autoMode: { nodePools: [nodePool] } });
      return surroundingsOf(environment, organization, []).highAvailability;
    };
    expect(available("general-purpose")).toBe(true);
    expect(available("system")).toBe(false);
  });

  test.each<[Environment, Surroundings["cloud"], boolean]>([
    [eksEnvironment(), { kind: "aws", account: "111122223333", region: "eu-central-1" }, false],
    [
      eksEnvironment("production", { autoMode: { nodePools: ["system"] } }),
      {
        kind: "aws",
        account: "111122223333",
        region: "eu-central-1",
        autoMode: { otherNodes: true, otherVolumes: true },
      },
      false,
    ],
    [
      eksEnvironment("production", { autoMode: { nodePools: ["general-purpose"] }, nodeGroups: {}, addOns: NO_DRIVER }),
      {
        kind: "aws",
        account: "111122223333",
        region: "eu-central-1",
        autoMode: { otherNodes: false, otherVolumes: false },
      },
      false,
    ],
    [k3sEnvironment(), { kind: "none" }, false],
    [k3dEnvironment(), { kind: "none" }, true],
  ])("is its cloud, by the kind of $kind", (environment, cloud, laptop) => {
    expect(surroundingsOf(environment, organization, [])).toMatchObject({ cloud, laptop });
  });

  test("are the pages of all, in the order of their names, with the namespaces of their services", () => {
    const page = (name: string, host: string) =>
      chartComponent(name, { links: () => [{ name, host, service: { name, port: 80 } }] });
    const environment = environmentWith({ first: chosen(), second: chosen() });
    const { links } = surroundingsOf(environment, organization, [page("first", "zebra"), page("second", "ant")]);
    expect(links().map(({ host, component, namespace }) => [host, component, namespace])).toEqual([
      ["ant", "second", "second"],
      ["zebra", "first", "first"],
    ]);
  });
});
