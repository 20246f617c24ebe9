import { addOnOrder, addOnProblems, type AddOns, type NodeOwners } from "../../../../constructs/aws/eks/add-ons";
import { ADD_ONS } from "./example";

const GROUPS: NodeOwners = { ownNodes: true, autoMode: false };
const BOTH: NodeOwners = { ownNodes: true, autoMode: true };
const AUTO_MODE: NodeOwners = { ownNodes: false, autoMode: true };

describe("add-ons", () => {
  test("are fine with exact versions of all that nodes need", () => {
    expect(addOnProblems(ADD_ONS, GROUPS)).toEqual([]);
  });

  test("come in an order in which none is before one that it waits for, whatever the order given", () => {
    const backwards = Object.fromEntries(Object.entries(ADD_ONS).reverse());
    expect(addOnOrder(backwards).map(({ name }) => name)).toEqual([
      "eks-pod-identity-agent",
      "vpc-cni",
      "kube-proxy",
      "coredns",
      "aws-ebs-csi-driver",
      "metrics-server",
    ]);
  });

  test("that nodes need may not be missing", () => {
    expect(addOnProblems({}, GROUPS)).toEqual(
      ["eks-pod-identity-agent", "vpc-cni", "kube-proxy", "coredns"].map(
        (name) => `add-on ${name} is missing: nodes don't work without it. Give its version.`,
      ),
    );
  });

  test("may all be missing where Auto Mode runs every node", () => {
    expect(addOnProblems({}, AUTO_MODE)).toEqual([]);
  });

  test("that nodes need may not be missing beside Auto Mode, either", () => {
    expect(addOnProblems({}, BOTH)).toHaveLength(4);
    expect(addOnProblems(ADD_ONS, BOTH)).toEqual([]);
  });

  test("that Auto Mode has built in are refused where it runs every node: nothing would run them", () => {
    const { "metrics-server": metrics, ...builtIn } = ADD_ONS;
    expect(addOnProblems(builtIn, AUTO_MODE)).toEqual(
      ["eks-pod-identity-agent", "vpc-cni", "kube-proxy", "coredns", "aws-ebs-csi-driver"].map(
        (name) =>
          `add-on ${name} is built into Auto Mode's nodes, and there are no others that it would run on. Leave it out.`,
      ),
    );
    const others = { "metrics-server": metrics, "aws-efs-csi-driver": { version: "v3.4.2-eksbuild.1" } };
    expect(addOnProblems(others, AUTO_MODE)).toEqual([]);
  });

  test.each<[AddOns, string]>([
    [{ "vpc-cni": { version: "v1.18.6-eksbuild.1" } }, 'vpc-cni: "v1.18.6-eksbuild.1" is too old'],
    [
      { "eks-pod-identity-agent": { version: "v1.3.2-eksbuild.2" } },
      'eks-pod-identity-agent: "v1.3.2-eksbuild.2" is too old',
    ],
  ])("refuse %j beside Auto Mode, and nowhere else", (old, problem) => {
    expect(addOnProblems({ ...ADD_ONS, ...old }, GROUPS)).toEqual([]);
    expect(addOnProblems({ ...ADD_ONS, ...old }, BOTH)).toEqual([
      expect.stringContaining(`add-on ${problem}: older ones don't leave Auto Mode's nodes alone.`),
    ]);
  });

  test.each(["latest", "1.14.2", "v1.14", "v1.14.2", "v1.14.2-eksbuild"])("refuse the version %s", (version) => {
    expect(addOnProblems({ ...ADD_ONS, coredns: { version } }, GROUPS)).toEqual([
      `add-on coredns: "${version}" is not an exact version such as v1.20.4-eksbuild.1.`,
    ]);
  });

  test("refuse a version that doesn't do what is asked of it", () => {
    const old = {
      "eks-pod-identity-agent": { version: "v1.1.9-eksbuild.4" },
      "aws-ebs-csi-driver": { version: "v1.57.12-eksbuild.2" },
    };
    expect(addOnProblems({ ...ADD_ONS, ...old }, GROUPS)).toEqual([
      'add-on eks-pod-identity-agent: "v1.1.9-eksbuild.4" is too old: older ones never start on a node that waits for vpc-cni. v1.2.0 or newer.',
      'add-on aws-ebs-csi-driver: "v1.57.12-eksbuild.2" is too old: older ones don\'t tag volumes with their cluster, and its role allows no others. v1.58.0 or newer.',
    ]);
  });

  test.each(["v1.58.0-eksbuild.1", "v1.100.0-eksbuild.1", "v2.0.0-eksbuild.1"])(
    "take %s of the EBS driver",
    (version) => {
      expect(addOnProblems({ ...ADD_ONS, "aws-ebs-csi-driver": { version } }, GROUPS)).toEqual([]);
    },
  );
});
