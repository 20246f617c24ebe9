import { clusterProblems } from "../../../../constructs/aws/eks/cluster-problems";
import type { EksClusterProps } from "../../../../constructs/aws/eks/cluster-props";
import { clusterProps, GENERAL, NETWORK } from "./example";

function problems(over: Partial<EksClusterProps>): readonly string[] {
  return clusterProblems(clusterProps(over));
}

describe("a cluster", () => {
  test("is fine with node groups, with Auto Mode alone, and with both", () => {
    const autoMode = { nodePools: ["general-purpose", "system"] } as const;
    expect(problems({})).toEqual([]);
    expect(problems({ nodeGroups: {}, addOns: {}, autoMode })).toEqual([]);
    expect(problems({ autoMode })).toEqual([]);
  });

  test.each([
    [{ version: "1.22" }, '"1.22" is not in EKS\'s standard support; one of 1.34, 1.35, 1.36.'],
    [{ account: "1234" }, '"1234" is not an AWS account: twelve digits.'],
    [
      { network: { ...NETWORK, intraSubnetIds: { a: "subnet-a" } } },
      "The control plane needs intra subnets in two zones at least.",
    ],
    [{ nodeGroups: {} }, "A cluster needs a node group or Auto Mode."],
    [{ autoMode: { nodePools: [] } }, "Auto Mode needs a node pool: general-purpose, system or both."],
    [
      { nodeGroups: { general: { ...GENERAL, zones: ["a", "d"] } } },
      'node group general: zone "d" has no private subnet; one of a, b, c.',
    ],
    [{ nodeGroups: { general: { ...GENERAL, zones: [] } } }, "node group general: needs a zone."],
    [
      { network: { ...NETWORK, podSubnetIds: { a: "subnet-a", b: "subnet-b" } } },
      'node group general: zone "c" has no subnet for pods, other zones have: its pods would get no address.',
    ],
    [
      { nodeGroups: { general: { ...GENERAL, instanceTypes: [] } } },
      "node group general: A node group needs an instance type.",
    ],
    [
      { access: { me: { principalArn: "me", groups: ["x"] } } },
      'access me: "me" is not the ARN of an IAM role or user.',
    ],
  ])("is refused with %j", (over, problem) => {
    expect(problems(over)).toEqual([problem]);
  });

  test("whose node groups are all tainted is fine with Auto Mode beside them", () => {
    const taints = { only: { effect: "NoSchedule" } } as const;
    const nodeGroups = { batch: { ...GENERAL, taints } };
    expect(problems({ nodeGroups })).toHaveLength(1);
    expect(problems({ nodeGroups, autoMode: { nodePools: ["general-purpose"] } })).toEqual([]);
  });

  test("has a node for pods that tolerate nothing: of general-purpose, or of a group without taints", () => {
    const autoMode = { nodePools: ["system"] } as const;
    const problem =
      "The node pool system takes only pods that tolerate CriticalAddonsOnly: others would have nowhere to run. Add general-purpose, or a node group without taints that begins with a node.";
    expect(problems({ nodeGroups: {}, addOns: {}, autoMode })).toEqual([problem]);
    expect(problems({ nodeGroups: { general: { ...GENERAL, minSize: 0 } }, autoMode })).toEqual([problem]);
    expect(problems({ autoMode })).toEqual([]);
  });

  test("is told everything at once", () => {
    expect(problems({ version: "1.22", account: "1", addOns: {} })).toHaveLength(6);
  });
});
