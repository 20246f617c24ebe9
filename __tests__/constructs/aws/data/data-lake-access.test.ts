import {
  ingestionStatements,
  lakeBucketNames,
  workflowStatements,
} from "../../../../constructs/aws/data/data-lake-access";
import { mayUseKeyInS3 } from "../../../../constructs/aws/data/key-access";

const key = { alias: "example/lake", account: "111122223333", region: "eu-central-1" };
const PUT = ["s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"];

test("a lake's buckets are named after it", () => {
  expect(lakeBucketNames("example")).toEqual({
    raw: "example-raw",
    curated: "example-curated",
    artifacts: "example-artifacts",
  });
});

test("ingestion adds to raw and can neither read nor delete", () => {
  expect(ingestionStatements("example", key)).toEqual([
    { sid: "WriteRaw", actions: PUT, resources: ["arn:aws:s3:::example-raw/*"] },
    mayUseKeyInS3("UseLakeKey", key, "write"),
  ]);
});

test("workflows read raw, write curated, and do as they like with artifacts", () => {
  const raw = "arn:aws:s3:::example-raw";
  const artifacts = "arn:aws:s3:::example-artifacts";
  expect(workflowStatements("example", key)).toEqual([
    { sid: "ListLake", actions: ["s3:ListBucket"], resources: [raw, artifacts] },
    { sid: "ReadLake", actions: ["s3:GetObject"], resources: [`${raw}/*`, `${artifacts}/*`] },
    { sid: "WriteLake", actions: PUT, resources: ["arn:aws:s3:::example-curated/*", `${artifacts}/*`] },
    { sid: "DeleteArtifacts", actions: ["s3:DeleteObject"], resources: [`${artifacts}/*`] },
    mayUseKeyInS3("UseLakeKey", key, "write"),
  ]);
});
