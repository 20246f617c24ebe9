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

/** Regions of other partitions than `aws`, which every ARN here names. */
const otherPartition = /^(?:cn|us-gov|us-iso[a-z]*|eu-iso[a-z]*)-/;

/** A region of the partition that every ARN here names. */
export const region = () =>
  awsRegion().refine(
    (name) => !otherPartition.test(name),
    "is in a partition of its own (China, GovCloud, ISO), where ARNs begin with another word than arn:aws; take a region of the partition aws such as eu-central-1.",
  );

const shared = z.strictObject({
  account: field(awsAccount(), "the account that DNS zone and image repositories live in", "444455556666"),
  region: field(
    region().optional(),
    "the region of the image repositories there; the environment's by default",
    "eu-central-1",
  ),
  roleArn: field(
    roleArn().optional(),
    "the role that Terraform assumes there; the signed-in identity itself by default, where it is of that account",
    "arn:aws:iam::444455556666:role/platform-shared",
  ),
});

/** An account of AWS and how Terraform gets into it. */
export const aws = z
  .strictObject({
    account: field(
      awsAccount(),
      "the account that the environment lives in; nothing is made in another by mistake",
      "111122223333",
    ),
    region: field(region(), "the region that the environment lives in", "eu-central-1"),
    roleArn: field(
      roleArn().optional(),
      "the role that Terraform assumes there; the signed-in identity itself by default",
      "arn:aws:iam::111122223333:role/platform-apply",
    ),
    shared: field(
      shared.optional(),
      "the account of what environments share: the DNS zone and the image repositories; the environment's own by default",
    ),
  })
  .superRefine((value, context) => {
    for (const { path, message } of accountProblems(value)) context.addIssue({ code: "custom", path, message });
  });

interface Accounts {
  readonly account: string;
  readonly roleArn?: string | undefined;
  readonly shared?: { readonly account: string; readonly roleArn?: string | undefined } | undefined;
}

/** What is wrong between accounts and the roles that lead into them. */
function accountProblems({ account, roleArn, shared: other }: Accounts): { path: string[]; message: string }[] {
  if (other === undefined) return [];
  const foreign = other.roleArn?.split(":")[4] !== other.account;
  return [
    ...(other.account === account
      ? [{ path: ["shared", "account"], message: "is the environment's own account; delete aws.shared." }]
      : []),
    ...(other.roleArn !== undefined && foreign
      ? [{ path: ["shared", "roleArn"], message: `is not a role of the account ${other.account}.` }]
      : []),
    ...(other.roleArn === undefined && roleArn === undefined
      ? [
          {
            path: ["shared"],
            message:
              "names no way in: nobody is signed in to two accounts at once. Write aws.shared.roleArn, or aws.roleArn.",
          },
        ]
      : []),
  ];
}
