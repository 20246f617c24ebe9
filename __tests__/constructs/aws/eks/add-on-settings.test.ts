import { addOnSettings } from "../../../../constructs/aws/eks/add-on-settings";

const CONTEXT = { region: "eu-central-1", podSubnetIds: {}, clusterSecurityGroupId: "sg-1" };

describe("the settings of add-ons", () => {
  test("give pods addresses in blocks and enforce network policies", () => {
    expect(addOnSettings("vpc-cni", CONTEXT)).toEqual({
      enableNetworkPolicy: "true",
      env: { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "1" },
    });
  });

  test("send pods into their own subnets by the node's zone, in the cluster's security group", () => {
    expect(addOnSettings("vpc-cni", { ...CONTEXT, podSubnetIds: { a: "subnet-a", b: "subnet-b" } })).toMatchObject({
      env: {
        ENABLE_PREFIX_DELEGATION: "true",
        AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true",
        ENI_CONFIG_LABEL_DEF: "topology.kubernetes.io/zone",
      },
      eniConfig: {
        create: true,
        region: "eu-central-1",
        subnets: {
          "eu-central-1a": { id: "subnet-a", securityGroups: ["sg-1"] },
          "eu-central-1b": { id: "subnet-b", securityGroups: ["sg-1"] },
        },
      },
    });
  });

  test("leave the class of volumes to the platform: the driver's own might not encrypt them", () => {
    expect(addOnSettings("aws-ebs-csi-driver", CONTEXT)).not.toHaveProperty("defaultStorageClass");
  });

  test("are an add-on's own where nothing is asked of it", () => {
    expect(addOnSettings("coredns", CONTEXT)).toEqual({});
  });
});
