import { addOnOrder, addOnProblems } from "../../../../constructs/aws/eks/add-ons";
import { ADD_ONS } from "./example";

describe("add-ons", () => {
  test("are fine with exact versions of all that nodes need", () => {
    expect(addOnProblems(ADD_ONS, true)).toEqual([]);
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
    expect(addOnProblems({}, true)).toEqual(
      ["eks-pod-identity-agent", "vpc-cni", "kube-proxy", "coredns"].map(
        (name) => `add-on ${name} is missing: nodes don't work without it. Give its version.`,
      ),
    );
  });

  test("may all be missing where Auto Mode runs every node", () => {
    expect(addOnProblems({}, false)).toEqual([]);
  });

  test.each(["latest", "1.14.2", "v1.14", "v1.14.2", "v1.14.2-eksbuild"])("refuse the version %s", (version) => {
    expect(addOnProblems({ ...ADD_ONS, coredns: { version } }, true)).toEqual([
      `add-on coredns: "${version}" is not an exact version such as v1.20.4-eksbuild.1.`,
    ]);
  });

  test("refuse a version that doesn't do what is asked of it", () => {
    const old = {
      "eks-pod-identity-agent": { version: "v1.1.9-eksbuild.4" },
      "aws-ebs-csi-driver": { version: "v1.57.12-eksbuild.2" },
    };
    expect(addOnProblems({ ...ADD_ONS, ...old }, true)).toEqual([
      'add-on eks-pod-identity-agent: "v1.1.9-eksbuild.4" is too old: older ones never start on a node that waits for vpc-cni. v1.2.0 or newer.',
      'add-on aws-ebs-csi-driver: "v1.57.12-eksbuild.2" is too old: older ones don\'t tag volumes with their cluster, and its role allows no others. v1.58.0 or newer.',
    ]);
  });

  test.each(["v1.58.0-eksbuild.1", "v1.100.0-eksbuild.1", "v2.0.0-eksbuild.1"])(
    "take %s of the EBS driver",
    (version) => {
      expect(addOnProblems({ ...ADD_ONS, "aws-ebs-csi-driver": { version } }, true)).toEqual([]);
    },
  );
});
