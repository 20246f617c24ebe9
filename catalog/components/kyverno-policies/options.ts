import { z } from "zod";
import { field } from "../../../config/schema/field";
import { date, httpUrl, names, nodeName, slug, text } from "../../../config/schema/formats";

const LABEL = /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?\/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/;
const IMAGES = /^[a-z0-9][a-z0-9.:/_*-]*$/;
const GITHUB_ACTIONS = "https://token.actions.githubusercontent.com";

const signer = z.strictObject({
  subject: field(
    z.string().regex(/^\S+$/, "is not an identity: it has no spaces."),
    "Identity that signs, with * for anything",
    "https://github.com/example/*/.github/workflows/release.yaml@refs/tags/*",
  ),
  issuer: field(httpUrl(), "Who vouches for the identity; GitHub Actions by default", GITHUB_ACTIONS).default(
    GITHUB_ACTIONS,
  ),
});

const exception = z.strictObject({
  policies: field(names(text()).min(1), "Policies that do not hold", ["resources"]),
  namespace: field(nodeName(), "Namespace in which they do not hold", "storefront"),
  workload: field(
    nodeName(),
    "What the workload's name begins with; everything in the namespace by default",
    "importer",
  ).optional(),
  reason: field(text(), "Why they do not hold", "The importer sizes itself; see ticket 42."),
  until: field(date(), "Last day of the exception, in UTC", "2026-12-31"),
});

/** What an environment says of its policies. */
export const policyOptions = z.strictObject({
  mode: field(
    z.enum(["audit", "enforce"]),
    "What follows from a finding: audit reports and warns, enforce refuses; audit by default",
    "enforce",
  ).default("audit"),
  requiredLabels: field(
    names(z.string().regex(LABEL, "is not the key of a label such as app.kubernetes.io/name.")),
    "Labels that applications' pods carry; app.kubernetes.io/name by default",
    ["app.kubernetes.io/name", "example.org/team"],
  ).default(["app.kubernetes.io/name"]),
  signed: field(
    z.record(z.string().regex(IMAGES, "is not a pattern of images such as ghcr.io/example/*."), signer),
    "Patterns of images that must be signed, each with its signer; none by default",
    { "ghcr.io/example/*": { subject: "https://github.com/example/*" } },
  ).default({}),
  exceptions: field(z.record(slug(), exception), "Who may break a policy, by a name; nobody by default").default({}),
});

export type PolicyOptions = z.output<typeof policyOptions>;
