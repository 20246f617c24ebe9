import type { Construct } from "constructs";
import { accessLogDelivery } from "./bucket-policy";
import { PrivateBucket } from "./private-bucket";

export interface AccessLogBucketProps {
  readonly name: string;
  /** The account that owns this bucket and those whose access it logs. */
  readonly account: string;
  /** Names of the buckets whose access it logs. */
  readonly sources: readonly string[];
  /**
   * Days until a log goes.
   * @default 365
   */
  readonly expireDays?: number;
}

/**
 * A bucket that S3 brings access logs to. It is encrypted with S3's own key, the only one that log delivery is sure to
 * accept, and doesn't log its own access, which would never end.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export class AccessLogBucket extends PrivateBucket {
  constructor(scope: Construct, id: string, props: AccessLogBucketProps) {
    super(scope, id, {
      name: props.name,
      expireDays: props.expireDays ?? 365,
      noncurrentDays: 30,
      statements: [accessLogDelivery(props.name, props.account, props.sources)],
    });
  }
}
