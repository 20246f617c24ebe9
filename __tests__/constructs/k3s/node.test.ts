import { nodeLabels, nodeTaints, rolloutOrder, taintText } from "../../../constructs/k3s/node";
import { node, NODES } from "./example";

describe("a k3s node", () => {
  test("is rolled out after all servers if it is an agent, and in the order of names with numbers as numbers", () => {
    expect(rolloutOrder(NODES).map(({ name }) => name)).toEqual([
      "server-1",
      "server-2",
      "server-10",
      "agent-1",
      "agent-2",
    ]);
  });

  test("has the same place whatever the order of the file", () => {
    expect(rolloutOrder([...NODES].reverse())).toEqual(rolloutOrder(NODES));
  });

  test("with a GPU is labelled and tainted for it", () => {
    const gpu = node("agent-1", 21, { gpu: "nvidia", labels: { zone: "a" } });
    expect(nodeLabels(gpu)).toEqual({ "nvidia.com/gpu.present": "true", zone: "a" });
    expect(nodeTaints(gpu)).toEqual({ "nvidia.com/gpu": { value: "present", effect: "NoSchedule" } });
  });

  test("has the last word on what its GPU brings", () => {
    const gpu = node("agent-1", 21, { gpu: "nvidia", taints: { "nvidia.com/gpu": { effect: "PreferNoSchedule" } } });
    expect(nodeTaints(gpu)).toEqual({ "nvidia.com/gpu": { effect: "PreferNoSchedule" } });
  });

  test.each([
    [{ value: "yes", effect: "NoExecute" }, "key=yes:NoExecute"],
    [{ effect: "NoSchedule" }, "key:NoSchedule"],
  ] as const)("writes the taint %j as kubectl does", (taint, text) => {
    expect(taintText("key", taint)).toBe(text);
  });
});
