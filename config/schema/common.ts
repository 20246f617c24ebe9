import { z } from "zod";
import type { ComponentRules } from "../rules";
import { applications } from "./applications";
import { clusters } from "./clusters";
import { components } from "./components";
import { dns } from "./dns";
import { exceptions } from "./exceptions";
import { field } from "./field";
import { domain, slug, text } from "./formats";
import { gitops } from "./gitops";
import { state } from "./state";
import { tenants } from "./tenants";

/** Tags of cloud resources: within the limits of AWS, which are the narrower ones. */
export const tags = z.record(z.string().min(1).max(128), z.string().max(256));

/** What every kind of environment has. */
export const common = (rules: ComponentRules) => ({
  description: field(
    text().optional(),
    "what the environment is for, in a sentence",
    "Where every release is tried first.",
  ),
  domain: field(
    domain(),
    "the DNS domain below which the environment's host names lie; every environment has its own",
    "staging.example.org",
  ),
  state: field(state, "where Terraform keeps the environment's state"),
  dns: field(dns.optional(), "who serves the environment's DNS names; nobody by default"),
  tags: field(tags, "tags on every cloud resource, over those of the organization", { team: "platform" }).default({}),
  gitops: field(gitops, "the engine that pulls everything else into the cluster, and from where"),
  components: field(components(rules), "platform components by name, each with its version", {
    "argo-cd": { version: "10.1.1" },
  }).default({}),
  prereleases: field(
    z.boolean(),
    "whether pre-release versions of components, applications and clusters may run here; not by default",
    false,
  ).default(false),
  applications: field(applications, "what runs on the platform, by name: a chart or a folder each", {
    storefront: { chart: "oci://ghcr.io/example/charts/storefront", version: "1.8.2" },
  }).default({}),
  tenants: field(tenants, "teams with a namespace of their own, by name, with their limits and rights", {
    shop: { admins: ["shop-admins"] },
  }).default({}),
  clusters: field(clusters, "virtual clusters inside this one, by name, registered in Argo CD", {
    preview: { version: "0.36.1", kubernetes: "v1.35.4" },
  }).default({}),
  peers: field(
    z.array(slug()),
    "environments whose networks are connected to this one's, so that ranges and private addresses may not overlap",
    ["production"],
  ).default([]),
  exceptions: field(exceptions, "policies, and checks of checkov, that need not be kept for some time, by id", {
    "K3S-01": { reason: "The cluster shrinks.", expires: "2026-12-31" },
  }).default({}),
  removals: field(z.record(text(), text()), "protected addresses that may leave the state, each with the reason", {
    aws_s3_bucket_backups: "Moved to production-data.",
  }).default({}),
});

/** The keys that every kind of environment has, with what may stand there. */
export type Common = ReturnType<typeof common>;
