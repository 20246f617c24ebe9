import { z } from "zod";
import { field } from "./field";
import { schedule, text } from "./formats";

/** When etcd is saved, and where to. */
export const snapshots = z.strictObject({
  schedule: field(
    schedule(),
    'when etcd snapshots are taken, as cron in UTC; "0 */12 * * *" by default',
    "0 */6 * * *",
  ).default("0 */12 * * *"),
  retention: field(z.int().min(1).max(1000), "how many snapshots are kept; 5 by default", 5).default(5),
  s3: field(
    z
      .strictObject({
        bucket: field(text(), "the bucket's name", "example-etcd-snapshots"),
        region: field(text(), "the bucket's region", "eu-central-1"),
        endpoint: field(
          z
            .string()
            .regex(/^[a-z0-9.-]+(:\d{1,5})?$/, "is not a host name with or without a port.")
            .optional(),
          "the host of S3-compatible storage; Amazon's by default",
          "s3.example.org:9000",
        ),
        folder: field(text().optional(), "the folder in the bucket", "staging"),
      })
      .optional(),
    "S3-compatible storage to which snapshots are copied",
  ),
});
