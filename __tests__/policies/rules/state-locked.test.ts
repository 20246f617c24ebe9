import { stateLocked } from "../../../policies/rules/state-locked";
import { subject } from "../../helpers/subjects";
import { synthesize, testStack } from "../../helpers/synthesize";

function check(terraform: object) {
  return stateLocked.check(subject({ terraform }));
}

describe("STATE-02", () => {
  test("lets the base stack's S3 backend pass", () => {
    const state = { backend: "s3", bucket: "example-state", region: "eu-central-1" } as const;
    expect(stateLocked.check(subject(synthesize(testStack("test", { state })).json))).toEqual([]);
  });

  test("finds an S3 backend without a lock", () => {
    expect(check({ backend: { s3: { bucket: "b", encrypt: true } } })).toEqual([
      { address: "terraform.backend.s3", found: "use_lockfile is not true." },
    ]);
  });

  test.each([{ backend: { local: {} } }, { backend: { azurerm: {} } }, { cloud: {} }])(
    "has nothing to say of %j",
    (terraform) => {
      expect(check(terraform)).toEqual([]);
    },
  );
});
