import { mayUseKeyInS3 } from "../../../../constructs/aws/data/key-access";
import { stateAccess } from "../../../../constructs/aws/identity/state-access";

const key = { alias: "example/state", account: "111122223333", region: "eu-central-1" };
const state = { bucket: "example-state", prefix: "example/production", key };
const states = "arn:aws:s3:::example-state/example/production*";

const list = {
  sid: "ListStates",
  actions: ["s3:ListBucket"],
  resources: ["arn:aws:s3:::example-state"],
  conditions: { StringLike: { "s3:prefix": ["example/production*", "env:/*"] } },
};
const lock = { sid: "LockStates", actions: ["s3:PutObject", "s3:DeleteObject"], resources: [`${states}.tflock`] };

describe("stateAccess", () => {
  test("lets a plan read states and take the lock, and write nothing else", () => {
    expect(stateAccess(state, "plan")).toEqual([
      list,
      { sid: "ReadStates", actions: ["s3:GetObject"], resources: [states] },
      lock,
      mayUseKeyInS3("UseStateKey", key, "write"),
    ]);
  });

  test("lets an apply write states, and nobody delete them", () => {
    expect(stateAccess(state, "apply")).toEqual([
      list,
      { sid: "ReadAndWriteStates", actions: ["s3:GetObject", "s3:PutObject"], resources: [states] },
      lock,
      mayUseKeyInS3("UseStateKey", key, "write"),
    ]);
  });

  test("asks for no key where the bucket has none", () => {
    const statements = stateAccess({ bucket: "example-state", prefix: "example/" }, "plan");
    expect(statements.map(({ sid }) => sid)).toEqual(["ListStates", "ReadStates", "LockStates"]);
  });

  test.each(["", "/", "*", "example/*", "/example"])("refuses %j as a prefix", (prefix) => {
    expect(() => stateAccess({ bucket: "example-state", prefix }, "plan")).toThrow(
      `"${prefix}" can't be the prefix of states: names with "/" between them, such as "example/production".`,
    );
  });
});
