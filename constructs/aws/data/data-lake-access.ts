import type { Statement } from "../policy-document";
import { bucketArn } from "./bucket-policy";
import { mayUseKeyInS3, type KeyName } from "./key-access";

/** The buckets of a data lake: what came in, what was made of it, and what the making left behind. */
export type LakeBucket = "raw" | "curated" | "artifacts";

/** The buckets' names, from the name of the lake: whoever knows the lake's name needs nothing from its stack. */
export function lakeBucketNames(lake: string): Readonly<Record<LakeBucket, string>> {
  return { raw: `${lake}-raw`, curated: `${lake}-curated`, artifacts: `${lake}-artifacts` };
}

/** What ingestion may do: add to raw. It can neither read nor delete what is there. */
export function ingestionStatements(lake: string, key: KeyName): readonly Statement[] {
  const { raw } = lakeBucketNames(lake);
  return [write("WriteRaw", raw), mayUseKeyInS3("UseLakeKey", key, "write")];
}

/** What workflows may do: read raw, write curated, and read, write and delete artifacts. */
export function workflowStatements(lake: string, key: KeyName): readonly Statement[] {
  const { raw, curated, artifacts } = lakeBucketNames(lake);
  return [
    { sid: "ListLake", actions: ["s3:ListBucket"], resources: [bucketArn(raw), bucketArn(artifacts)] },
    { sid: "ReadLake", actions: ["s3:GetObject"], resources: [`${bucketArn(raw)}/*`, `${bucketArn(artifacts)}/*`] },
    write("WriteLake", curated, artifacts),
    { sid: "DeleteArtifacts", actions: ["s3:DeleteObject"], resources: [`${bucketArn(artifacts)}/*`] },
    mayUseKeyInS3("UseLakeKey", key, "write"),
  ];
}

function write(sid: string, ...buckets: readonly string[]): Statement {
  return {
    sid,
    actions: ["s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
    resources: buckets.map((bucket) => `${bucketArn(bucket)}/*`),
  };
}
