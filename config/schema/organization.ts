import { z } from "zod";
import { tags } from "./common";
import { exceptions } from "./exceptions";
import { field } from "./field";
import { domain, slug, text } from "./formats";
import { stateBucket } from "./state-bucket";

/** environments/organization.yaml: what all environments share. */
export const organization = z.strictObject({
  name: field(slug(), "the organization's short name; every state key begins with it, so it never changes", "example"),
  domain: field(domain(), "the organization's DNS domain", "example.org"),
  promotion: field(
    z.array(slug()),
    "stages in the order in which a version reaches them: an environment, or a profile for all that extend it",
    ["development", "staging", "edge"],
  ).default([]),
  tags: field(tags, "tags on every cloud resource of every environment", { owner: "platform" }).default({}),
  state: field(
    stateBucket.optional(),
    "the bucket of AWS that environments keep their states in, made by the stack state; none by default",
  ),
  exceptions: field(
    exceptions,
    "policies, and checks of checkov, that the organization's own stacks need not keep for some time, by id",
    { CKV_AWS_144: { reason: "Nothing is copied to another region.", expires: "2026-12-31" } },
  ).default({}),
  removals: field(z.record(slug(), text()), "stacks that were taken out on purpose, each with the reason", {
    "edge-eu": "The site was closed.",
  }).default({}),
});
