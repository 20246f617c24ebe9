import { autoScalingMayUse, logsMayUse } from "../../../../constructs/aws/data/key-users";

const USE = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];

describe("logsMayUse", () => {
  test("lets CloudWatch Logs of the region encrypt the account's log groups", () => {
    expect(logsMayUse("eu-central-1", "111122223333")).toEqual([
      {
        sid: "CloudWatchLogs",
        principals: { Service: ["logs.eu-central-1.amazonaws.com"] },
        actions: USE,
        resources: ["*"],
        conditions: {
          ArnLike: {
            "kms:EncryptionContext:aws:logs:arn": ["arn:aws:logs:eu-central-1:111122223333:log-group:*"],
          },
        },
      },
    ]);
  });

  test("may be limited to some log groups", () => {
    expect(logsMayUse("eu-central-1", "111122223333", ["/aws/eks/*", "flow"])[0]?.conditions).toEqual({
      ArnLike: {
        "kms:EncryptionContext:aws:logs:arn": [
          "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/eks/*",
          "arn:aws:logs:eu-central-1:111122223333:log-group:flow",
        ],
      },
    });
  });
});

describe("autoScalingMayUse", () => {
  test("lets the account's Auto Scaling use the key and grant it to nothing but AWS's own resources", () => {
    const AWS = [
      "arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
    ];
    expect(autoScalingMayUse("111122223333")).toEqual([
      { sid: "AutoScaling", principals: { AWS }, actions: USE, resources: ["*"] },
      {
        sid: "AutoScalingGrants",
        principals: { AWS },
        actions: ["kms:CreateGrant"],
        resources: ["*"],
        conditions: { Bool: { "kms:GrantIsForAWSResource": ["true"] } },
      },
    ]);
  });
});
