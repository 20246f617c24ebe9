import { subnetTags } from "../../../../constructs/aws/network/subnet-tags";

describe("subnetTags", () => {
  test("tells controllers where load balancers and pods may go", () => {
    expect(subnetTags("public", undefined)).toEqual({ "kubernetes.io/role/elb": "1" });
    expect(subnetTags("private", undefined)).toEqual({ "kubernetes.io/role/internal-elb": "1" });
    expect(subnetTags("pods", undefined)).toEqual({ "kubernetes.io/role/cni": "1" });
    expect(subnetTags("intra", undefined)).toEqual({});
  });

  test("offers a cluster's nodes the private subnets only", () => {
    const tagged = (["private", "public", "intra", "pods"] as const).filter(
      (kind) => subnetTags(kind, "production")["karpenter.sh/discovery"] === "production",
    );
    expect(tagged).toEqual(["private"]);
  });
});
