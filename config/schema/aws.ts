import { z } from "zod";
import { field } from "./field";
import { awsRegion } from "./formats";

export const awsAccount = () =>
  z.string().regex(/^\d{12}$/, 'is not an AWS account: twelve digits in quotes, such as "111122223333".');

/** The ARN of a role; the account may be another one. */
export const roleArn = () =>
  z
    .string()
    .regex(
      /^arn:aws:iam::\d{12}:role\/[\w+=,.@/-]+$/,
      "is not the ARN of an IAM role such as arn:aws:iam::111122223333:role/platform-apply.",
    );

/** Whoever signs in to AWS: a role, or a user. */
export const principalArn = () =>
  z
    .string()
    .regex(
      /^arn:aws:iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/,
      "is not the ARN of an IAM role or user such as arn:aws:iam::111122223333:role/developers.",
    );

/** An account of AWS and how Terraform gets into it. */
export const aws = z.strictObject({
  account: field(
    awsAccount(),
    "the account that the environment lives in; nothing is made in another by mistake",
    "111122223333",
  ),
  region: field(awsRegion(), "the region that the environment lives in", "eu-central-1"),
  roleArn: field(
    roleArn().optional(),
    "the role that Terraform assumes there; the signed-in identity itself by default",
    "arn:aws:iam::111122223333:role/platform-apply",
  ),
});
