import { z } from "zod";
import { field } from "../../../config/schema/field";
import { names, slug, text } from "../../../config/schema/formats";

const repository = () =>
  z
    .string()
    .regex(
      /^[a-z0-9.-]+\/[\w.-]+\/[\w.-]+$/i,
      "is not a repository such as github.com/example/platform, in full and without *.",
    );

const image = () =>
  z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9./_-]*:(?!latest(@|$))\w[\w.-]*(@sha256:[0-9a-f]{64})?$/,
      "is not an image with an exact tag such as ghcr.io/example/atlantis:0.46.0-1; nothing here is ever latest.",
    );

const secretKey = () =>
  z.string().regex(/^[\w-]+(\/[\w-]+)*#[\w-]+$/, "is not a key in Vault such as platform/atlantis#repository-token.");

/** Keys of `components.atlantis` in an environment file. */
export const atlantisOptions = z.strictObject({
  repositories: field(
    names(repository()).min(1, "is empty; name the platform's repository at least."),
    "Repositories whose pull requests it plans",
    ["github.com/example/platform"],
  ),
  image: field(
    image(),
    "Image with Atlantis, Terraform, Node and the packages of the platform command; the guide has its Dockerfile",
    "ghcr.io/example/atlantis:0.46.0-1",
  ),
  githubApp: field(
    z.strictObject({
      id: field(z.int().positive(), "Id of the app", 123456),
      slug: field(slug(), "Name of the app in its address", "example-atlantis"),
    }),
    "The GitHub App that it acts as; its key stands in Vault",
  ).optional(),
  githubUser: field(
    text(),
    "The GitHub user that it acts as, in place of an app; the token stands in Vault",
    "example-bot",
  ).optional(),
  teams: field(
    z.strictObject({
      plan: field(slug(), "Who may plan, and unlock what is planned", "developers"),
      apply: field(slug(), "Who may do all, apply included", "platform-team"),
    }),
    "Teams in GitHub that may command it; without them everybody who may comment",
  ).optional(),
  variables: field(
    z.record(
      z.string().regex(/^[A-Z][A-Za-z0-9_]*$/, "is not the name of an environment variable."),
      field(secretKey(), "Path in Vault and property, with # between them", "platform/atlantis#repository-token"),
    ),
    "Environment variables of its runs from Vault, TF_VAR_… above all",
  ).default({}),
  dataSize: field(
    z.string().regex(/^[1-9]\d*(Mi|Gi)$/, "is not a size of a volume such as 10Gi (Mi or Gi)."),
    "Size of the volume for checkouts, plans and providers, 10Gi by default",
    "10Gi",
  ).default("10Gi"),
});

/** The options, defaults applied. */
export type AtlantisOptions = z.output<typeof atlantisOptions>;
