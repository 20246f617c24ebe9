import { readCalendar } from "../../policies/calendar";
import { k3sEnvironment, organization, platformOf } from "../helpers/environments";

const exceptions = {
  "K3S-01": { reason: "moving to 5 servers", expires: "2026-03-31" },
  "K3S-02": { reason: "legacy node", expires: "2026-12-31" },
};
const platform = platformOf(k3sEnvironment("staging", {}, { exceptions }));

describe("the calendar", () => {
  test("counts the day itself as within the exception", () => {
    expect(readCalendar(platform, "2026-03-31").expired).toEqual([]);
    expect(readCalendar(platform, "2026-04-01").expired).toEqual([
      "environments/staging.yaml  exceptions.K3S-01: expired 2026-03-31 (moving to 5 servers).",
    ]);
  });

  test("speaks up 30 days ahead", () => {
    expect(readCalendar(platform, "2026-02-28").expiring).toEqual([]);
    expect(readCalendar(platform, "2026-03-01").expiring).toEqual([
      "environments/staging.yaml  exceptions.K3S-01: expires 2026-03-31 (moving to 5 servers).",
    ]);
  });

  test("knows the exceptions of the organization, too", () => {
    const late = { ...platform, organization: { ...organization, exceptions } };
    expect(readCalendar(late, "2026-04-01").expired[0]).toBe(
      "environments/organization.yaml  exceptions.K3S-01: expired 2026-03-31 (moving to 5 servers).",
    );
  });
});
