import { Construct } from "constructs";
import { AccessLogBucket } from "../data/access-log-bucket";
import { EncryptionKey } from "../data/encryption-key";
import { PrivateBucket } from "../data/private-bucket";
import { guestsMayUseBucket, guestsMayUseKey, type StateGuest } from "./state-sharing";

export interface StateBucketProps {
  readonly name: string;
  /** The account that owns the bucket. */
  readonly account: string;
  /** Name of the key's alias, without `alias/`. The backend has to name it: left alone it asks for S3's own key. */
  readonly keyAlias: string;
  /**
   * Days for which a state that was replaced can be brought back, 90 or more.
   * @default 365
   */
  readonly noncurrentDays?: number;
  /** The bucket's region. */
  readonly region: string;
  /**
   * Other accounts that keep states in it.
   * @default - none
   */
  readonly guests?: readonly StateGuest[];
}

/** The bucket that Terraform keeps its state in, with a key of its own, and the bucket `<name>-logs` that tells who read it. */
export class StateBucket extends Construct {
  readonly bucketName: string;
  readonly keyArn: string;

  constructor(scope: Construct, id: string, props: StateBucketProps) {
    super(scope, id);
    const { name, account, region, keyAlias, noncurrentDays = 365, guests = [] } = props;
    if (noncurrentDays < 90) {
      throw new Error(
        `${this.node.path}: ${String(noncurrentDays)} days are too few to find out that a state is lost; keep old versions for 90 or more.`,
      );
    }
    const key = new EncryptionKey(this, "key", {
      alias: keyAlias,
      description: "Terraform state",
      account,
      statements: guestsMayUseKey(region, guests),
    });
    const logs = new AccessLogBucket(this, "logs", { name: `${name}-logs`, account, sources: [name] });
    const bucket = new PrivateBucket(this, "Resource", {
      name,
      kmsKeyArn: key.keyArn,
      logBucket: logs,
      noncurrentDays,
      statements: guestsMayUseBucket(name, guests),
    });
    this.bucketName = bucket.bucketName;
    this.keyArn = key.keyArn;
  }
}
