import { mayUseKeyForVolumes, mayUseKeyInS3 } from "../../../../constructs/aws/data/key-access";

const key = { alias: "example/lake", account: "111122223333", region: "eu-central-1" };

describe("mayUseKeyInS3", () => {
  test("allows the key that bears the alias, through S3 only", () => {
    expect(mayUseKeyInS3("UseKey", key, "read")).toEqual({
      sid: "UseKey",
      actions: ["kms:Decrypt"],
      resources: ["arn:aws:kms:eu-central-1:111122223333:key/*"],
      conditions: {
        StringEquals: { "kms:ViaService": ["s3.eu-central-1.amazonaws.com"] },
        "ForAnyValue:StringEquals": { "kms:ResourceAliases": ["alias/example/lake"] },
      },
    });
  });

  test("allows data keys to who writes", () => {
    expect(mayUseKeyInS3("UseKey", key, "write").actions).toEqual(["kms:Decrypt", "kms:GenerateDataKey"]);
  });
});

describe("mayUseKeyForVolumes", () => {
  test("allows the key that bears the alias, through EC2 only, and grants to nothing but volumes on their machines", () => {
    const resources = ["arn:aws:kms:eu-central-1:111122223333:key/*"];
    const conditions = {
      StringEquals: { "kms:ViaService": ["ec2.eu-central-1.amazonaws.com"] },
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": ["alias/example/lake"] },
    };
    expect(mayUseKeyForVolumes(key)).toEqual([
      {
        sid: "UseKeyOfVolumes",
        actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncrypt*"],
        resources,
        conditions,
      },
      {
        sid: "GrantKeyOfVolumes",
        actions: ["kms:CreateGrant"],
        resources,
        conditions: { ...conditions, Bool: { "kms:GrantIsForAWSResource": ["true"] } },
      },
    ]);
  });
});
