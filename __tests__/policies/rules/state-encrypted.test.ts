import { stateEncrypted } from "../../../policies/rules/state-encrypted";
import { subject } from "../../helpers/subjects";
import { synthesize, testStack } from "../../helpers/synthesize";

function check(terraform: object) {
  return stateEncrypted.check(subject({ terraform }));
}

describe("STATE-01", () => {
  test("lets the base stack's S3 backend pass", () => {
    const state = { backend: "s3", bucket: "example-state", region: "eu-central-1" } as const;
    expect(stateEncrypted.check(subject(synthesize(testStack("test", { state })).json))).toEqual([]);
  });

  test("finds an S3 backend that doesn't encrypt", () => {
    const finding = { address: "terraform.backend.s3", found: "encrypt is not true." };
    expect(check({ backend: { s3: { bucket: "b" } } })).toEqual([finding]);
    expect(check({ backend: { s3: { bucket: "b", encrypt: false } } })).toEqual([finding]);
  });

  test.each([{ backend: { local: {} } }, { backend: { azurerm: {} } }, { cloud: {} }])(
    "has nothing to say of %j",
    (terraform) => {
      expect(check(terraform)).toEqual([]);
    },
  );
});
