import { isCronSchedule } from "../../../config/schema/cron";

describe("isCronSchedule", () => {
  test.each(["0 */12 * * *", "*/5 0-6 1,15 jan-mar MON", "59 23 31 12 6", "0 2-10/2 * * *", "@daily", "5/15 * * * *"])(
    "accepts %j",
    (schedule) => {
      expect(isCronSchedule(schedule)).toBe(true);
    },
  );

  test.each([
    "",
    "daily",
    "@often",
    "* * * *",
    "* * * * * *",
    "60 * * * *",
    "* 24 * * *",
    "* * 0 * *",
    "* * * 13 *",
    "* * * * 7",
    "*/0 * * * *",
    "5-1 * * * *",
    "1-2-3 * * * *",
    "*/5/5 * * * *",
    "a * * * *",
    "1, * * * *",
    "  * * * * *",
  ])("refuses %j", (schedule) => {
    expect(isCronSchedule(schedule)).toBe(false);
  });
});
