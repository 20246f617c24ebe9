import { z } from "zod";
import { awsGithub } from "./aws-github";
import { lake } from "./aws-lake";
import { field } from "./field";

const imageRepository = () =>
  z
    .string()
    .regex(
      /^(?=.{2,200}$)[a-z0-9]+([._-][a-z0-9]+)*(\/[a-z0-9]+([._-][a-z0-9]+)*)*$/,
      "is not the name of an image repository such as storefront or shop/storefront.",
    );

const images = z.record(
  imageRepository(),
  z.strictObject({
    keep: field(
      z.record(
        z.string().regex(/^[\w.-]{1,128}$/, "is not the beginning of an image's tag."),
        z.int().min(1).max(1000),
      ),
      "how many images are kept, by the beginning of their tags; all by default",
      { "pr-": 20 },
    ).default({}),
    untaggedDays: field(z.int().min(1).max(365), "days until an image without a tag goes; 14 by default", 14).default(
      14,
    ),
  }),
);

/** What outlives a cluster on AWS, beside the keys and buckets that its components need. */
export const awsData = z.strictObject({
  images: field(images, "repositories for container images, by name; none by default", { storefront: {} }).default({}),
  lake: field(
    lake.optional(),
    "a data lake: buckets for what came in (raw), what was made of it (curated) and what was left behind (artifacts), and the pods that work with them; none by default",
    { ingestion: { events: { namespace: "events", serviceAccounts: ["collector"] } } },
  ),
  zone: field(
    z.enum(["new", "existing"]),
    "whether the zone of dns.zone is made in Route 53 or is there already (the default)",
    "new",
  ).default("existing"),
  certificate: field(
    z.boolean(),
    "whether there is a certificate of AWS for the domain and all names below it; not by default",
    true,
  ).default(false),
  github: field(
    awsGithub.optional(),
    "roles by which GitHub's workflows plan and deploy, without a key; none by default",
    { environment: "production" },
  ),
});
