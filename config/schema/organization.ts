import { z } from "zod";
import { tags } from "./common";
import { field } from "./field";
import { domain, slug, text } from "./formats";

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
  removals: field(z.record(slug(), text()), "stacks that were taken out on purpose, each with the reason", {
    "edge-eu": "The site was closed.",
  }).default({}),
});
