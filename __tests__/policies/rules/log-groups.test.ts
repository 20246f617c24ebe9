import { logEncryption, logRetention } from "../../../policies/rules/log-groups";
import { subject } from "../../helpers/subjects";

function group(properties: object) {
  return subject({ resource: { aws_cloudwatch_log_group: { cluster: properties } } });
}

const address = "aws_cloudwatch_log_group.cluster";

describe("LOG-01", () => {
  test("lets a key pass", () => {
    expect(logEncryption.check(group({ kms_key_id: "${aws_kms_key.logs.arn}" }))).toEqual([]);
  });

  test.each([
    [{}, "kms_key_id is not set."],
    [{ kms_key_id: "" }, 'kms_key_id is "".'],
  ])("finds %j", (properties, found) => {
    expect(logEncryption.check(group(properties))).toEqual([{ address, found }]);
  });
});

describe("LOG-02", () => {
  test.each([365, 400, "731", 0])("lets %j days pass", (days) => {
    expect(logRetention.check(group({ retention_in_days: days }))).toEqual([]);
  });

  test.each([
    [{}, "retention_in_days is not set."],
    [{ retention_in_days: 180 }, "retention_in_days is 180."],
    [{ retention_in_days: "${var.days}" }, 'retention_in_days is "${var.days}".'],
  ])("finds %j", (properties, found) => {
    expect(logRetention.check(group(properties))).toEqual([{ address, found }]);
  });
});
