import { z } from "zod";
import { field } from "./field";
import { awsRegion, host, text } from "./formats";

const local = z.strictObject({
  backend: field(z.literal("local"), "the state is a file on this machine, for one person only"),
});

const s3 = z.strictObject({
  backend: field(z.literal("s3"), "the state is in an S3 bucket, locked by a file beside it"),
  bucket: field(
    z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "is not the name of an S3 bucket."),
    "the bucket's name",
    "example-terraform-state",
  ),
  region: field(awsRegion(), "the bucket's AWS region", "eu-central-1"),
  kmsKeyId: field(
    text().optional(),
    "the KMS key that encrypts the state, by ARN or alias; the bucket's own by default",
    "alias/terraform-state",
  ),
  roleArn: field(
    z
      .string()
      .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/, "is not the ARN of an IAM role.")
      .optional(),
    "the IAM role to assume for the state",
    "arn:aws:iam::111122223333:role/terraform-state",
  ),
});

const azurerm = z.strictObject({
  backend: field(
    z.literal("azurerm"),
    "the state is a blob in an Azure storage account, reached by Microsoft Entra ID",
  ),
  resourceGroup: field(text(), "the storage account's resource group", "terraform-state"),
  storageAccount: field(
    z
      .string()
      .regex(/^[a-z0-9]{3,24}$/, "is not the name of a storage account: 3 to 24 lower-case letters and digits."),
    "the storage account's name",
    "exampleterraformstate",
  ),
  container: field(
    z.string().regex(/^[a-z0-9](-?[a-z0-9]){2,62}$/, "is not the name of a blob container."),
    "the blob container's name",
    "state",
  ),
});

const cloud = z.strictObject({
  backend: field(z.literal("cloud"), "the state is in HCP Terraform or Terraform Enterprise"),
  organization: field(text(), "the organization's name there", "example"),
  hostname: field(
    host().optional(),
    "the host of a Terraform Enterprise; app.terraform.io by default",
    "terraform.example.org",
  ),
});

/** Where Terraform keeps a stack's state. */
export const state = z.discriminatedUnion("backend", [local, s3, azurerm, cloud]);
