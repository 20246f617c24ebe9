import { keyDeletion, keyRotation } from "../../../policies/rules/key-lifecycle";
import { subject } from "../../helpers/subjects";

function key(properties: object, type = "aws_kms_key") {
  return subject({ resource: { [type]: { main: properties } } });
}

describe("KMS-01", () => {
  test.each([
    { enable_key_rotation: true },
    { customer_master_key_spec: "RSA_4096" },
    { customer_master_key_spec: "HMAC_256" },
    { custom_key_store_id: "cks-1" },
  ])("lets %j pass", (properties) => {
    expect(keyRotation.check(key(properties))).toEqual([]);
  });

  test.each([
    [{}, "enable_key_rotation is not set."],
    [{ enable_key_rotation: false }, "enable_key_rotation is false."],
    [{ customer_master_key_spec: "SYMMETRIC_DEFAULT" }, "enable_key_rotation is not set."],
  ])("finds %j", (properties, found) => {
    expect(keyRotation.check(key(properties))).toEqual([{ address: "aws_kms_key.main", found }]);
  });
});

describe("KMS-02", () => {
  test.each([{}, { deletion_window_in_days: 30 }, { deletion_window_in_days: "30" }])("lets %j pass", (properties) => {
    expect(keyDeletion.check(key(properties))).toEqual([]);
  });

  test.each([
    [{ deletion_window_in_days: 7 }, "deletion_window_in_days is 7."],
    [{ deletion_window_in_days: 29 }, "deletion_window_in_days is 29."],
    [{ deletion_window_in_days: "${var.days}" }, 'deletion_window_in_days is "${var.days}".'],
  ])("finds %j", (properties, found) => {
    for (const type of ["aws_kms_key", "aws_kms_external_key", "aws_kms_replica_key", "aws_kms_replica_external_key"]) {
      expect(keyDeletion.check(key(properties, type))).toEqual([{ address: `${type}.main`, found }]);
    }
  });
});
