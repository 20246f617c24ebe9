import { z } from "zod";
import { chartValues } from "./components";
import { namespaceName, revision } from "./delivery-formats";
import { field } from "./field";
import { exactVersion, names, slug } from "./formats";
import { images, TAG_VALUE } from "./images";

/** Every key of either form: one map, so that each mistake is told at its own place. */
const written = z.strictObject({
  chart: field(
    z
      .string()
      .regex(
        /^(oci:\/\/[a-z0-9.-]+(:\d{1,5})?(\/[a-z0-9._-]+)+|[a-z0-9][a-z0-9._-]*)$/,
        "is not a chart: oci://host/path/name, or a name beside a repository.",
      )
      .optional(),
    "the application's Helm chart: oci://host/path/name, or its name in the repository; a folder has a path instead",
    "oci://ghcr.io/example/charts/storefront",
  ),
  version: field(exactVersion().optional(), "the exact version of the application's chart", "1.8.2"),
  values: field(chartValues.optional(), "values for the application's chart", { replicas: 2 }),
  path: field(
    z
      .string()
      .regex(
        /^(?!\/)(?!.*(^|\/)\.\.?(\/|$))[\w./-]*[\w-]$/,
        "is not a folder such as deploy/staging, from the repository's root.",
      )
      .optional(),
    "the folder with the application's manifests or kustomization, in place of a chart",
    "applications/storefront",
  ),
  repository: field(
    z
      .string()
      .regex(
        /^[\w.-]+\/[\w.-]+$|^https?:\/\/[^\s@?#]+$/,
        "is not a repository: an https:// address without a user, or owner/name for a folder on GitHub.",
      )
      .optional(),
    "the address of the chart's repository, or of the folder's, which is the platform's own by default",
    "https://charts.example.org",
  ),
  revision: field(revision().optional(), "the branch, tag or commit of the folder's repository", "v1.8.2"),
  namespace: field(
    namespaceName().optional(),
    "the namespace it runs in; its tenant's, or one called like the application, by default",
    "storefront",
  ),
  tenant: field(slug().optional(), "the tenant that it belongs to; the platform's own by default", "shop"),
  dependsOn: field(names(slug()), "applications that are up before it; none by default", ["database"]).default([]),
  cluster: field(slug().optional(), "the virtual cluster it runs in; the environment's own by default", "preview"),
  images: field(images, "its container images by a name of one's own, each with the tag that runs", {
    web: { repository: "ghcr.io/example/storefront", tag: "1.8.2" },
  }).default({}),
});

type Written = z.output<typeof written>;

/** An application is a chart or a folder; what goes with the other form has no place in it. */
const application = written.transform((entry, context) => {
  const { chart, version, values, path, repository, revision: pinned, images: named, ...common } = entry;
  // An issue without a message is about a key that is absent: it is told as missing, with its description.
  const refuse = (key: readonly string[], message = "") => {
    context.addIssue({ code: "custom", path: [...key], message });
    return z.NEVER;
  };
  if (path === undefined) {
    if (chart === undefined) return refuse(["chart"]);
    if (version === undefined) return refuse(["version"]);
    if (pinned !== undefined) return refuse(["revision"], "goes with a folder; a chart has a version. Delete it.");
    if (chart.startsWith("oci://") && repository !== undefined) {
      return refuse(["repository"], "goes with a chart by name; this chart's address says it all. Delete it.");
    }
    if (!chart.startsWith("oci://") && !/^https?:/.test(repository ?? "")) {
      return refuse(["repository"], "is not the https:// address of a chart repository.");
    }
    const twice = secondInOnePlace(named);
    if (twice !== undefined) {
      const [name, place] = twice;
      return refuse(
        ["images", name],
        `puts its tag at ${place}, as another image of this chart does; write a "value" of its own.`,
      );
    }
    return { ...common, chart, version, repository, values, images: named };
  }
  const stray = FOR_CHARTS.find((key) => entry[key] !== undefined);
  if (stray !== undefined)
    return refuse([stray], "goes with a chart, and path makes this a folder. Delete one of both.");
  if (repository !== undefined && pinned === undefined) return refuse(["revision"]);
  if (repository === undefined && pinned !== undefined) {
    return refuse(
      ["revision"],
      "goes with another repository; the platform's own is read at gitops.revision. Delete it.",
    );
  }
  const misplaced = Object.entries(named).find(([, image]) => image.value !== undefined);
  if (misplaced !== undefined) {
    return refuse(["images", misplaced[0], "value"], "goes with a chart; a folder has no values. Delete it.");
  }
  return { ...common, path, repository, revision: pinned, images: named };
});

/** The first image whose tag would be written over another's, and where. */
function secondInOnePlace(images: Written["images"]): readonly [string, string] | undefined {
  const places = Object.entries(images).map(([name, { value = TAG_VALUE }]) => [name, value] as const);
  return places.find(([, place], index) => places.findIndex(([, other]) => other === place) < index);
}

const FOR_CHARTS = ["chart", "version", "values"] as const satisfies readonly (keyof Written)[];

/** Applications of an environment, by name. */
export const applications = z.record(slug(), application);
