import type { Platform } from "../config";

/** What the calendar says about exceptions: those past their date, and those that soon will be. */
export interface Calendar {
  readonly expired: readonly string[];
  readonly expiring: readonly string[];
}

/** How long before its date an exception is mentioned. */
export const warningDays = 30;

/**
 * Holds the exceptions of the organization and of all environments against a date. Only `platform validate` and the nightly workflow ask:
 * synthesis has no clock.
 *
 * @param today as YYYY-MM-DD.
 */
export function readCalendar({ environments, organization }: Platform, today: string): Calendar {
  const soon = addDays(today, warningDays);
  const files = [{ name: "organization", exceptions: organization.exceptions }, ...environments];
  const all = files.flatMap(({ name, exceptions }) =>
    Object.entries(exceptions).map(([id, { expires, reason }]) => ({
      expires,
      text: `environments/${name}.yaml  exceptions.${id}: expires ${expires} (${reason}).`,
    })),
  );
  return {
    expired: all.filter(({ expires }) => expires < today).map(({ text }) => text.replace("expires", "expired")),
    expiring: all.filter(({ expires }) => expires >= today && expires <= soon).map(({ text }) => text),
  };
}

function addDays(date: string, days: number): string {
  const result = new Date(`${date}T00:00:00Z`);
  result.setUTCDate(result.getUTCDate() + days);
  return result.toISOString().slice(0, 10);
}
