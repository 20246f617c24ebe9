import { awsNames } from "../../../config/aws-names";
import { existingNetwork, newNetwork } from "../../../stacks/aws/network-props";
import { newNetwork as written } from "../../helpers/environments";
import { ACCOUNT } from "./example";

const AWS = { account: ACCOUNT, region: "eu-central-1" };
const NAMES = awsNames("example", "production", ACCOUNT);
const KEY = "arn:aws:kms:eu-central-1:111122223333:key/1";

describe("a network that the environment makes", () => {
  test("is what its file says", () => {
    expect(newNetwork(written({ nat: "per-zone", endpoints: ["ecr.api"] }), AWS, NAMES, KEY)).toEqual({
      name: "example-production",
      region: "eu-central-1",
      cidr: "10.20.0.0/16",
      zones: { a: { slot: 0 }, b: { slot: 1 }, c: { slot: 2 } },
      nat: "per-zone",
      interfaceEndpoints: ["ecr.api"],
      flowLogs: { destination: "cloudwatch", accountId: ACCOUNT, kmsKeyArn: KEY, retentionDays: 365 },
    });
  });

  test("has a range for pods only where one is written", () => {
    expect(newNetwork(written(), AWS, NAMES, KEY)).not.toHaveProperty("podCidr");
    expect(newNetwork(written({ podCidr: "100.64.0.0/16" }), AWS, NAMES, KEY).podCidr).toBe("100.64.0.0/16");
  });

  test("writes its flow logs into the bucket that outlives it, by name", () => {
    const flowLogs = { destination: "s3", retentionDays: 90 } as const;
    expect(newNetwork(written({ flowLogs }), AWS, NAMES, KEY).flowLogs).toEqual({
      destination: "s3",
      bucketArn: "arn:aws:s3:::example-production-111122223333-flow-logs",
    });
  });
});

describe("a network that exists", () => {
  const network = { vpc: "existing", id: "vpc-0a1b2c3d", cidr: "10.20.0.0/16" } as const;

  test("is known by the ids of its subnets, by kind and zone", () => {
    const zones = {
      a: { private: "subnet-1", public: "subnet-2", intra: "subnet-3" },
      b: { private: "subnet-4", intra: "subnet-5" },
    };
    expect(existingNetwork({ ...network, zones })).toEqual({
      vpcId: "vpc-0a1b2c3d",
      privateSubnetIds: { a: "subnet-1", b: "subnet-4" },
      publicSubnetIds: { a: "subnet-2" },
      intraSubnetIds: { a: "subnet-3", b: "subnet-5" },
    });
  });

  test("leaves the control plane's subnets to the construct where none is written", () => {
    const zones = { a: { private: "subnet-1" }, b: { private: "subnet-4" } };
    expect(existingNetwork({ ...network, zones })).not.toHaveProperty("intraSubnetIds");
  });
});
