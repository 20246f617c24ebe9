import { z } from "zod";
import { field } from "./field";

/** Roles by which GitHub's workflows plan and deploy an environment on AWS, without a key. */
export const awsGithub = z.strictObject({
  repository: field(
    z
      .string()
      .regex(/^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$/, "is not a repository on GitHub such as example/platform.")
      .optional(),
    "the repository whose workflows plan and deploy; that of gitops.repository by default",
    "example/platform",
  ),
  environment: field(
    z
      .string()
      .regex(/^[A-Za-z0-9._-]+$/, 'is not the environment of a trust: letters, digits, ".", "_" and "-".')
      .optional(),
    "the environment on GitHub whose jobs deploy, after its protection rules; of the same name by default",
    "production",
  ),
  providerArn: field(
    z
      .string()
      .regex(
        /^arn:aws:iam::\d{12}:oidc-provider\/token\.actions\.githubusercontent\.com$/,
        "is not the ARN of GitHub's provider such as arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com.",
      )
      .optional(),
    "GitHub's provider in IAM, where the account has it already: there can't be two; it is made by default",
    "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
  ),
});
