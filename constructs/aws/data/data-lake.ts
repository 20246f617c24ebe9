import { Construct } from "constructs";
import type { Retention } from "./bucket-lifecycle";
import { lakeBucketNames } from "./data-lake-access";
import { PrivateBucket, type LogBucket } from "./private-bucket";

export interface DataLakeProps {
  /** The lake's name, which the buckets' names begin with; unique among all buckets of AWS. At most 53 characters. */
  readonly name: string;
  readonly kmsKeyArn: string;
  /** The bucket that receives the access logs. */
  readonly logBucket: LogBucket;
  /**
   * Days until what a workflow left behind goes.
   * @default 90
   */
  readonly artifactDays?: number;
}

/**
 * Three buckets: `raw` as it came in, which ages into cheaper storage that is still read at once; `curated`, which S3 tiers by
 * how often it is read; `artifacts` of workflows, which go by themselves.
 */
export class DataLake extends Construct {
  constructor(scope: Construct, id: string, props: DataLakeProps) {
    super(scope, id);
    const { name, kmsKeyArn, logBucket, artifactDays = 90 } = props;
    const names = lakeBucketNames(name);
    const bucket = (kind: keyof typeof names, retention: Retention): void => {
      new PrivateBucket(this, kind, { ...retention, name: names[kind], kmsKeyArn, logBucket });
    };
    bucket("raw", { noncurrentDays: 90, transitions: { STANDARD_IA: 30, GLACIER_IR: 180 } });
    bucket("curated", { noncurrentDays: 30, transitions: { INTELLIGENT_TIERING: 30 } });
    bucket("artifacts", { noncurrentDays: 7, expireDays: artifactDays });
  }
}
