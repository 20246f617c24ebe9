import {
  nodeGroupProblems,
  nodeGroupsProblem,
  nodeLabels,
  nodeTaints,
  type NodeGroupSpec,
} from "../../../../constructs/aws/eks/node-groups";
import { GENERAL } from "./example";

const GPU: NodeGroupSpec = { amiType: "AL2023_x86_64_NVIDIA", instanceTypes: ["g6.xlarge"], minSize: 0, maxSize: 4 };

describe("a node group", () => {
  test.each([
    GENERAL,
    GPU,
    { ...GPU, amiType: "BOTTLEROCKET_ARM_64_NVIDIA", instanceTypes: ["g5g.xlarge"] },
    { ...GENERAL, amiType: "BOTTLEROCKET_x86_64", instanceTypes: ["m7i.large", "m7a.large", "m6i.large"] },
  ] as const)("of $amiType with $instanceTypes is fine", (group) => {
    expect(nodeGroupProblems(group)).toEqual([]);
  });

  test.each([
    [[], ["A node group needs an instance type."]],
    [["m7g.huge"], ['"m7g.huge" is not an EC2 instance type such as m7g.large.']],
    [["m7i.large"], ['"m7i.large" is x86_64, AL2023_ARM_64_STANDARD is for arm64: take AL2023_x86_64_STANDARD.']],
    [["g6.xlarge"], ['"g6.xlarge" is x86_64, AL2023_ARM_64_STANDARD is for arm64: take AL2023_x86_64_NVIDIA.']],
    [
      ["g5g.xlarge"],
      ['"g5g.xlarge" has a GPU, AL2023_ARM_64_STANDARD has no driver for it: take AL2023_ARM_64_NVIDIA.'],
    ],
    [
      ["m7g.large", "m7i.large"],
      ['"m7g.large" (arm64) and "m7i.large" (x86_64): the instance types of one group have one architecture.'],
    ],
  ] as const)("of an Arm image without GPU refuses %j", (instanceTypes, problems) => {
    expect(nodeGroupProblems({ ...GENERAL, instanceTypes })).toEqual(problems);
  });

  test("of a GPU image refuses a machine without one", () => {
    expect(nodeGroupProblems({ ...GPU, instanceTypes: ["g6.xlarge", "m7i.large"] })).toEqual([
      '"m7i.large" has no NVIDIA GPU, AL2023_x86_64_NVIDIA is for g and p families: take AL2023_x86_64_STANDARD.',
    ]);
  });

  test.each([
    [{ minSize: 3, maxSize: 2 }, "3 ≤ 3 ≤ 2"],
    [{ minSize: 1, maxSize: 3, desiredSize: 4 }, "1 ≤ 4 ≤ 3"],
    [{ minSize: 0, maxSize: 0 }, "0 ≤ 0 ≤ 0"],
    [{ minSize: -1, maxSize: 1 }, "-1 ≤ -1 ≤ 1"],
  ])("refuses the sizes %j", (sizes, text) => {
    expect(nodeGroupProblems({ ...GENERAL, ...sizes })).toEqual([
      `Sizes ${text} (minSize, desiredSize, maxSize) don't rise, or the last is not at least 1.`,
    ]);
  });

  test("with a GPU is labelled and tainted for it, and has the last word", () => {
    expect(nodeLabels({ ...GPU, labels: { team: "ml" } })).toEqual({ "nvidia.com/gpu.present": "true", team: "ml" });
    expect(nodeTaints(GPU)).toEqual({ "nvidia.com/gpu": { value: "present", effect: "NoSchedule" } });
    const own = { "nvidia.com/gpu": { effect: "PreferNoSchedule" } } as const;
    expect(nodeTaints({ ...GPU, taints: own })).toEqual(own);
    expect([nodeLabels(GENERAL), nodeTaints(GENERAL)]).toEqual([{}, {}]);
  });
});

describe("node groups together", () => {
  const problem =
    "No node group without taints begins with a node: coredns would have nowhere to run. Give one a minSize of 1 and no taints.";

  test("need one node without taints", () => {
    expect(nodeGroupsProblem({ gpu: GPU, general: GENERAL })).toBeUndefined();
    expect(nodeGroupsProblem({ gpu: { ...GPU, minSize: 1 } })).toBe(problem);
    expect(nodeGroupsProblem({ general: { ...GENERAL, minSize: 0 } })).toBe(problem);
    expect(nodeGroupsProblem({ general: { ...GENERAL, minSize: 0, desiredSize: 1 } })).toBeUndefined();
  });
});
