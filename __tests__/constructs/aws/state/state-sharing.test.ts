import { guestsMayUseBucket, guestsMayUseKey } from "../../../../constructs/aws/state/state-sharing";

const GUEST = { sid: "Production", account: "444455556666", keys: ["example/production/terraform.tfstate"] };
const STATE = "arn:aws:s3:::example-state/example/production/terraform.tfstate";

describe("guests of the state's bucket", () => {
  const statements = guestsMayUseBucket("example-state", [GUEST]);
  const allowed = (action: string) =>
    statements.flatMap(({ actions, resources = [] }) => (actions.includes(action) ? resources : []));

  test("read and write their own states, and take and leave the locks", () => {
    expect(allowed("s3:GetObject")).toEqual([STATE, `${STATE}.tflock`]);
    expect(allowed("s3:PutObject")).toEqual([STATE, `${STATE}.tflock`]);
  });

  test("delete locks and no state", () => {
    expect(allowed("s3:DeleteObject")).toEqual([`${STATE}.tflock`]);
  });

  test("list their own states alone", () => {
    const list = statements.find(({ actions }) => actions.includes("s3:ListBucket"));
    expect(list?.conditions).toEqual({
      StringLike: { "s3:prefix": ["example/production/terraform.tfstate", "env:/*"] },
    });
  });

  test("are the accounts themselves, whose own IAM decides who", () => {
    for (const { principals } of statements) expect(principals).toEqual({ AWS: ["arn:aws:iam::444455556666:root"] });
  });

  test("use the key through S3 of the bucket's region alone", () => {
    expect(guestsMayUseKey("eu-central-1", [GUEST])).toEqual([
      {
        sid: "ProductionUsesKey",
        principals: { AWS: ["arn:aws:iam::444455556666:root"] },
        actions: ["kms:Decrypt", "kms:GenerateDataKey"],
        resources: ["*"],
        conditions: { StringEquals: { "kms:ViaService": ["s3.eu-central-1.amazonaws.com"] } },
      },
    ]);
  });

  test("are nobody by default", () => {
    expect([...guestsMayUseBucket("example-state", []), ...guestsMayUseKey("eu-central-1", [])]).toEqual([]);
  });
});
