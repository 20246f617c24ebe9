import { z } from "zod";
import { awsAccount, region, roleArn } from "./aws";
import { field } from "./field";
import { slug } from "./formats";

/** The bucket that environments keep their states in, and the stack `state` that makes it. */
export const stateBucket = z
  .strictObject({
    backend: field(
      z.enum(["local", "s3"]),
      "where the stack's own state is: s3, in the bucket itself (the default); local until the bucket is there",
      "local",
    ).default("s3"),
    bucket: field(
      z
        .string()
        .regex(
          /^(?=.{3,58}$)[a-z0-9]+(-+[a-z0-9]+)*$/,
          'is not the name of a bucket: 3 to 58 lower-case letters, digits and "-".',
        ),
      "the bucket's name, which nobody else in the world has; it never changes",
      "example-terraform-state",
    ),
    account: field(awsAccount(), "the account that owns the bucket", "111122223333"),
    region: field(region(), "the bucket's region; it never changes", "eu-central-1"),
    roleArn: field(
      roleArn().optional(),
      "the role that Terraform assumes there; the signed-in identity itself by default",
      "arn:aws:iam::111122223333:role/platform-apply",
    ),
    keyAlias: field(
      z
        .string()
        .regex(
          /^(?!aws\/|alias\/)[A-Za-z0-9/_-]{1,250}$/,
          'is not the alias of a key without "alias/": letters, digits, "/", "_" and "-".',
        ),
      "the alias of the key that encrypts the states, without alias/",
      "example-terraform-state",
    ),
    keepDays: field(
      z.int().min(90).max(3650),
      "days for which a state that was replaced can be brought back, 90 or more; 365 by default",
      365,
    ).default(365),
    accounts: field(
      z.record(slug(), awsAccount()),
      "other accounts that work with the states of one environment each, by its name; none by default",
      { production: "444455556666" },
    ).default({}),
  })
  .superRefine(({ account, accounts }, context) => {
    for (const [environment, other] of Object.entries(accounts)) {
      if (other !== account) continue;
      const message = "owns the bucket, and decides by IAM alone; take it out.";
      context.addIssue({ code: "custom", path: ["accounts", environment], message });
    }
  });
