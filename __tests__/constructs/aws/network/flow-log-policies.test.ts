import { flowLogDelivery, flowLogGroupName, flowLogTrust } from "../../../../constructs/aws/network/flow-log-policies";
import { policyDocument } from "../../../../constructs/aws/policy-document";

describe("policies of flow logs", () => {
  test("let the service act for this account's flow logs in this region only", () => {
    expect(JSON.parse(policyDocument([flowLogTrust("eu-central-1", "111122223333")]))).toMatchObject({
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: ["vpc-flow-logs.amazonaws.com"] },
          Action: ["sts:AssumeRole"],
          Condition: {
            StringEquals: { "aws:SourceAccount": ["111122223333"] },
            ArnLike: { "aws:SourceArn": ["arn:aws:ec2:eu-central-1:111122223333:vpc-flow-log/*"] },
          },
        },
      ],
    });
  });

  test("let it write into one log group, and make none", () => {
    expect(
      JSON.parse(policyDocument([flowLogDelivery("arn:aws:logs:eu-central-1:111122223333:log-group:x")])),
    ).toMatchObject({
      Statement: [
        {
          Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
          Resource: ["arn:aws:logs:eu-central-1:111122223333:log-group:x:*"],
        },
      ],
    });
  });

  test("name the group after the network", () => {
    expect(flowLogGroupName("production")).toBe("/aws/vpc/production/flow-logs");
  });
});
