import { validRange } from "semver";
import { z } from "zod";
import { imageRepository, imageTag } from "./delivery-formats";
import { field } from "./field";
import { slug } from "./formats";
import { regexProblem } from "./regex";

const ORDERS = ["numerical-asc", "numerical-desc", "alphabetical-asc", "alphabetical-desc"] as const;

/** How Flux chooses the newest tag: by version, or by a part of the tag that a pattern finds. */
const policy = z
  .strictObject({
    semver: field(
      z
        .string()
        .refine((range) => validRange(range) !== null, 'is not a range of versions such as ">=1.0.0".')
        .optional(),
      "the range of versions to choose the highest from",
      "1.x",
    ),
    pattern: field(
      z
        .string()
        .superRefine((pattern, context) => {
          const message = regexProblem(pattern);
          if (message !== undefined) context.addIssue({ code: "custom", message });
        })
        .optional(),
      "the regular expression that tags must match, with a named group for what is compared",
      "^main-[a-f0-9]+-(?P<ts>[0-9]+)$",
    ),
    extract: field(
      z
        .string()
        .regex(/^\$[A-Za-z_]\w*$/, "is not a group of the pattern such as $ts.")
        .optional(),
      "the group of the pattern by which tags are compared",
      "$ts",
    ),
    order: field(z.enum(ORDERS).optional(), "how the group's values are ordered; the last one wins", "numerical-asc"),
  })
  .transform(({ semver, pattern, extract, order }, context) => {
    const refuse = (key: string, message: string) => {
      context.addIssue({ code: "custom", path: [key], message });
      return z.NEVER;
    };
    if (semver !== undefined) {
      const other = pattern !== undefined ? "pattern" : extract !== undefined ? "extract" : "order";
      const none = pattern === undefined && extract === undefined && order === undefined;
      return none ? { semver } : refuse(other, "goes with a pattern; this policy goes by semver. Delete one of both.");
    }
    // What is absent is told as missing, with its description.
    if (pattern === undefined) return refuse(extract === undefined && order === undefined ? "semver" : "pattern", "");
    if (extract === undefined) return refuse("extract", "");
    if (order === undefined) return refuse("order", "");
    if (!pattern.includes(`(?P<${extract.slice(1)}>`)) {
      return refuse("extract", `is no group of the pattern, which would have (?P<${extract.slice(1)}>…).`);
    }
    return { pattern, extract, order };
  });

/** Where the tag of an image goes in a chart's values, unless the file says so. */
export const TAG_VALUE = "image.tag";

const image = z.strictObject({
  repository: field(imageRepository(), "the image without its tag", "ghcr.io/example/storefront"),
  tag: field(imageTag(), "the exact tag that runs", "1.8.2"),
  value: field(
    z
      .string()
      .regex(/^[\w-]+(\.[\w-]+)*$/, "is not a path in the chart's values such as image.tag.")
      .optional(),
    `where the tag goes in the chart's values; ${TAG_VALUE} by default`,
    TAG_VALUE,
  ),
  policy: field(policy.optional(), "how Flux chooses newer tags by itself; nobody does by default"),
});

/** Container images of an application, by a name of one's own. */
export const images = z.record(slug(), image);
