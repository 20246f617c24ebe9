import fc from "fast-check";
import { lifecycleRule } from "../../../../constructs/aws/data/bucket-lifecycle";

describe("lifecycleRule", () => {
  test("ends uploads that were given up, old versions, and the markers they leave", () => {
    expect(lifecycleRule({ noncurrentDays: 90 })).toEqual({
      id: "housekeeping",
      status: "Enabled",
      filter: [{ prefix: "" }],
      abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
      noncurrentVersionExpiration: [{ noncurrentDays: 90 }],
      expiration: [{ expiredObjectDeleteMarker: true }],
      transition: [],
    });
  });

  test("lets objects expire", () => {
    expect(lifecycleRule({ noncurrentDays: 1, expireDays: 30 }).expiration).toEqual([{ days: 30 }]);
  });

  test("moves objects from class to class in the order of their age", () => {
    const transitions = { GLACIER_IR: 180, STANDARD_IA: 30 };
    expect(lifecycleRule({ noncurrentDays: 90, transitions }).transition).toEqual([
      { storageClass: "STANDARD_IA", days: 30 },
      { storageClass: "GLACIER_IR", days: 180 },
    ]);
  });

  test.each([
    [{ noncurrentDays: 0 }, "noncurrentDays: 0 must be a whole number of days, 1 or more."],
    [{ noncurrentDays: 9, expireDays: 1.5 }, "expireDays: 1.5 must be a whole number of days, 1 or more."],
    [
      { noncurrentDays: 9, transitions: { STANDARD_IA: 29 } },
      "STANDARD_IA: 29 must be a whole number of days, 30 or more.",
    ],
    [
      { noncurrentDays: 9, expireDays: 90, transitions: { GLACIER_IR: 90 } },
      "GLACIER_IR: 90 days is too late: objects go after 90 days (expireDays).",
    ],
  ])("refuses %j", (retention, message) => {
    expect(() => lifecycleRule(retention)).toThrow(message);
  });

  test("never moves an object that is already gone", () => {
    const days = fc.integer({ min: 1, max: 400 });
    fc.assert(
      fc.property(days, days, (expireDays, move) => {
        const rule = (): unknown => lifecycleRule({ noncurrentDays: 1, expireDays, transitions: { GLACIER_IR: move } });
        if (move < expireDays) expect(rule).not.toThrow();
        else expect(rule).toThrow("too late");
      }),
    );
  });
});
