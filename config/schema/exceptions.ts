import { z } from "zod";
import { field } from "./field";
import { date, text } from "./formats";

const exception = z.strictObject({
  reason: field(
    text(),
    "why the rule may be broken, for whoever reads the plan",
    "One server leaves while the cluster shrinks from 5 to 3.",
  ),
  expires: field(date(), "the day from which the rule holds again, as year-month-day", "2026-12-31"),
});

/** Policies of the platform, and checks of checkov, that need not be kept for some time, by id. */
export const exceptions = z.record(
  z
    .string()
    .regex(
      /^([A-Z][A-Z0-9]*-\d+|CKV2?_[A-Z0-9]+_\d+)$/,
      "is not the id of a policy such as K3S-01, or of a check of checkov.",
    ),
  exception,
);
