import { z } from "zod";
import { field } from "./field";

/** What CloudWatch Logs can keep, in days (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html). */
const DAYS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** How long logs of a kind are kept: a year by default, which is what the policy LOG-02 asks for. */
export function daysKept(what: string) {
  const days = z
    .int()
    .refine((value) => DAYS.includes(value), `is nothing CloudWatch can keep; one of ${DAYS.join(", ")}.`);
  return field(days, `how many days ${what} are kept; 365 by default`, 365).default(365);
}
