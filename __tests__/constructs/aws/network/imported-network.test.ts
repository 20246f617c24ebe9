import { DataAwsVpc } from "@cdktf/provider-aws/lib/data-aws-vpc";
import { Vpc } from "../../../../constructs/aws/network/vpc";
import type { ImportedNetworkProps } from "../../../../constructs/aws/network/imported-network";
import { testStack } from "../../../helpers/synthesize";

const props: ImportedNetworkProps = {
  vpcId: "vpc-0a1b2c3d",
  privateSubnetIds: { a: "subnet-0a", b: "subnet-0b" },
};

describe("Vpc.fromIds", () => {
  test("puts the control plane into the private subnets unless told otherwise", () => {
    expect(Vpc.fromIds(props)).toEqual({
      vpcId: "vpc-0a1b2c3d",
      privateSubnetIds: { a: "subnet-0a", b: "subnet-0b" },
      publicSubnetIds: {},
      intraSubnetIds: { a: "subnet-0a", b: "subnet-0b" },
      podSubnetIds: {},
    });
  });

  test("takes subnets of every kind", () => {
    const all = {
      ...props,
      publicSubnetIds: { a: "subnet-1a" },
      intraSubnetIds: { a: "subnet-2a", c: "subnet-2c" },
      podSubnetIds: { a: "subnet-3a", b: "subnet-3b" },
    };
    expect(Vpc.fromIds(all)).toEqual(all);
  });

  test("takes references", () => {
    const vpcId = new DataAwsVpc(testStack(), "shared").id;
    expect(Vpc.fromIds({ ...props, vpcId }).vpcId).toBe(vpcId);
  });

  test.each<[string, Partial<ImportedNetworkProps>, string]>([
    ["no VPC", { vpcId: "production" }, 'vpcId: "production" is not an id such as vpc-0a1b2c3d.'],
    [
      "what is no subnet",
      { privateSubnetIds: { a: "subnet-0a", b: "10.0.0.0/20" } },
      'privateSubnetIds.b: "10.0.0.0/20" is not an id such as subnet-0a1b2c3d.',
    ],
    [
      "no private subnet",
      { privateSubnetIds: {} },
      "privateSubnetIds: there are none. EKS needs subnets in two zones at least.",
    ],
    [
      "private subnets in one zone",
      { privateSubnetIds: { a: "subnet-0a" } },
      "privateSubnetIds: only zone a has one. EKS needs subnets in two zones at least.",
    ],
    [
      "intra subnets in one zone",
      { intraSubnetIds: { b: "subnet-2b" } },
      "intraSubnetIds: only zone b has one. EKS needs subnets in two zones at least.",
    ],
    [
      "one subnet for two zones",
      { privateSubnetIds: { a: "subnet-0a", b: "subnet-0a" } },
      "privateSubnetIds.b: subnet-0a is the subnet of zone a, and a subnet is in one zone.",
    ],
    [
      "pods without addresses in a zone of nodes",
      { podSubnetIds: { a: "subnet-3a" } },
      "podSubnetIds: zone b has a private subnet and none for its pods. Add one for it.",
    ],
  ])("refuses %s", (_what, over, message) => {
    expect(() => Vpc.fromIds({ ...props, ...over })).toThrow(new Error(message));
  });
});
