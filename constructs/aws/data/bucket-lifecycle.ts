import type { S3BucketLifecycleConfigurationRule } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";

/** A cheaper storage class that objects move to as they age. */
export type StorageClass = "STANDARD_IA" | "INTELLIGENT_TIERING" | "GLACIER_IR";

/** How long a bucket keeps what, in days. */
export interface Retention {
  /** Days until a version that was overwritten or deleted goes. */
  readonly noncurrentDays: number;
  /**
   * Days until an object goes.
   * @default - never
   */
  readonly expireDays?: number;
  /**
   * The age in days at which objects move to a storage class.
   * @default - they stay where they are
   */
  readonly transitions?: Readonly<Partial<Record<StorageClass, number>>>;
}

/** Days until the parts of an upload that never ended go: they cost and nobody sees them. */
const ABORT_DAYS = 7;

/** The age from which S3 lets objects into a storage class. */
const SOONEST: Readonly<Record<string, number>> = { STANDARD_IA: 30 };

/** The one lifecycle rule of a bucket. Throws on days that S3 would refuse or that contradict each other. */
export function lifecycleRule(retention: Retention): S3BucketLifecycleConfigurationRule {
  const { noncurrentDays, expireDays, transitions = {} } = retention;
  const moves = Object.entries(transitions).sort(([, a], [, b]) => a - b);
  checkDays("noncurrentDays", noncurrentDays);
  if (expireDays !== undefined) checkDays("expireDays", expireDays);
  for (const [storageClass, days] of moves) {
    checkDays(storageClass, days, SOONEST[storageClass]);
    if (expireDays !== undefined && days >= expireDays) {
      throw new Error(
        `${storageClass}: ${String(days)} days is too late: objects go after ${String(expireDays)} days (expireDays).`,
      );
    }
  }
  return {
    id: "housekeeping",
    status: "Enabled",
    filter: [{ prefix: "" }],
    abortIncompleteMultipartUpload: [{ daysAfterInitiation: ABORT_DAYS }],
    noncurrentVersionExpiration: [{ noncurrentDays }],
    // S3 takes one of the two.
    expiration: [expireDays === undefined ? { expiredObjectDeleteMarker: true } : { days: expireDays }],
    transition: moves.map(([storageClass, days]) => ({ storageClass, days })),
  };
}

function checkDays(what: string, days: number, least = 1): void {
  if (Number.isInteger(days) && days >= least) return;
  throw new Error(`${what}: ${String(days)} must be a whole number of days, ${String(least)} or more.`);
}
