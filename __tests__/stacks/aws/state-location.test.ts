import { stateLocation } from "../../../stacks/aws/state-location";
import { stateKey } from "../../../stacks/state-key";

const s3 = { backend: "s3", bucket: "example-state", region: "eu-west-1" } as const;
const ACCOUNT = "111122223333";
const of = (more: object) => stateLocation({ ...s3, ...more }, "example", "production", ACCOUNT);

describe("where an environment's states are", () => {
  test("holds for all of its stacks", () => {
    const located = of({});
    expect(located).toEqual({ location: { bucket: "example-state", prefix: "example/production" } });
    for (const stack of ["production", "production-data", "production-bootstrap"]) {
      expect(stateKey("example", stack).startsWith("example/production")).toBe(true);
    }
  });

  test.each([
    ["alias/example/state", { alias: "example/state", account: ACCOUNT, region: "eu-west-1" }],
    [
      "arn:aws:kms:eu-north-1:444455556666:alias/state",
      { alias: "state", account: "444455556666", region: "eu-north-1" },
    ],
  ])("has the key %s", (kmsKeyId, key) => {
    expect(of({ kmsKeyId })).toMatchObject({ location: { key } });
  });

  test.each(["arn:aws:kms:eu-west-1:111122223333:key/1234", "1234", "alias/"])(
    "can't be told where the key is %s",
    (kmsKeyId) => {
      expect(of({ kmsKeyId })).toEqual({
        key: "kmsKeyId",
        problem: `"${kmsKeyId}" is no alias, and the roles that deploy know the key by one.`,
      });
    },
  );
});
