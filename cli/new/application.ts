import type { Platform } from "../../config";
import { imageSetter } from "../../config/checks/images";
import { Commented, type Value } from "../../config/edit";
import type { Context } from "../context";
import { Failure } from "../failure";
import { answers, demand, type Wanted } from "./answers";
import { environmentFile, environmentWanted, withEntry, type Place } from "./environment-file";
import type { Made, NewOptions } from "./options";

/** An entry under `applications` of an environment. */
export async function newApplication(
  context: Context,
  platform: Platform,
  name: string,
  options: NewOptions,
): Promise<Made> {
  const { path, tenant, revision } = options;
  if (path !== undefined && (options.chart ?? options.chartVersion) !== undefined) {
    throw new Failure("--path and --chart: an application is a folder or a chart; give one of them.");
  }
  const asked = path === undefined ? chartWanted(options) : [];
  demand(context, [environmentWanted(context, platform, options.environment), ...asked]);
  const place = await environmentFile(context, platform, options.environment);
  if (Object.hasOwn(place.environment.applications, name))
    throw new Failure(`${place.file} has the application "${name}" already.`);
  const source = path === undefined ? await chartOf(context, options) : folderOf(path, options.repository, revision);
  const images = imagesOf(name, place, options);
  const entry: Value = {
    ...source,
    ...(tenant === undefined ? {} : { tenant }),
    ...(Object.keys(images).length === 0 ? {} : { images }),
  };
  const text = withEntry(place, ["applications", name], entry);
  return { texts: new Map([[place.file, text]]), next: ["git add --all, git commit"] };
}

function chartWanted({ chart, chartVersion }: NewOptions): Wanted[] {
  return [
    { flag: "--chart", question: "Helm chart: oci://host/path/name, or a name beside --repository", given: chart },
    { flag: "--chart-version", question: "The chart's exact version, such as 1.8.2", given: chartVersion },
  ];
}

async function chartOf(context: Context, options: NewOptions): Promise<Record<string, Value>> {
  const [chart = "", version = ""] = await answers(context, chartWanted(options));
  if (chart.startsWith("oci://")) return { chart, version };
  const [repository = ""] = await answers(context, [
    { flag: "--repository", question: "The https:// address of the chart's repository", given: options.repository },
  ]);
  return { chart, repository, version };
}

function folderOf(path: string, repository: string | undefined, revision: string | undefined): Record<string, Value> {
  return { path, ...(repository === undefined ? {} : { repository }), ...(revision === undefined ? {} : { revision }) };
}

function imagesOf(
  application: string,
  { environment, file }: Place,
  { image = [], imagePolicy }: NewOptions,
): Record<string, Value> {
  if (imagePolicy !== undefined && environment.gitops.engine !== "flux") {
    throw new Failure(
      `--image-policy: Flux chooses tags, and ${file} has the engine ${environment.gitops.engine}. Promote tags instead.`,
    );
  }
  if (imagePolicy !== undefined && image.length === 0) throw new Failure("--image-policy goes with --image.");
  const entries = image.map((text): [string, Value] => {
    const [, name, repository, tag] = /^([^=]+)=(.+):([^:/]+)$/.exec(text) ?? [];
    if (name === undefined || repository === undefined || tag === undefined) {
      throw new Failure(`--image "${text}" is not of the form web=ghcr.io/example/storefront:1.8.2.`);
    }
    if (imagePolicy === undefined) return [name, { repository, tag }];
    return [
      name,
      { repository, tag: new Commented(tag, imageSetter(application, name)), policy: { semver: imagePolicy } },
    ];
  });
  return Object.fromEntries(entries);
}
