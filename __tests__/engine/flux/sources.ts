import { parse } from "yaml";
import { z } from "zod";
import type { AnyObject } from "../gitops/api";

/** Where a chart comes from, as far as it answered. */
export interface Source {
  readonly kind: "HelmRepository" | "OCIRepository";
  readonly name: string;
  readonly namespace: string;
  /** Charts with their versions. */
  readonly charts: readonly { readonly chart: string; readonly version: string }[];
  readonly fault: string | undefined;
}

const spec = z.looseObject({
  url: z.string(),
  ref: z.object({ tag: z.string() }).optional(),
});

const index = z.object({ entries: z.record(z.string(), z.array(z.object({ version: z.string() }))) });
const manifest = z.object({
  config: z.object({ digest: z.string() }),
  layers: z.array(z.object({ mediaType: z.string() })),
});
const chartFile = z.object({ name: z.string(), version: z.string() });

/** Asks a source what it has, over plain http: it is on loopback. */
export async function resolveSource(kind: Source["kind"], { metadata, spec: given }: AnyObject): Promise<Source> {
  const { url, ref } = spec.parse(given);
  const base = {
    kind,
    name: metadata.name,
    namespace: metadata.namespace ?? "",
  };
  try {
    const charts = kind === "OCIRepository" ? [await fromRegistry(url, ref?.tag ?? "")] : await fromIndex(url);
    return { ...base, charts, fault: undefined };
  } catch (error) {
    return { ...base, charts: [], fault: String(error) };
  }
}

/** The one chart that a release wants, or why it is not to be had. */
export function resolveVersion(
  { charts, fault, name }: Source,
  wanted: { readonly chart: string; readonly version: string } | undefined,
): { readonly chart: string; readonly version: string } | string {
  if (fault !== undefined) return fault;
  const found = charts.find(
    ({ chart, version }) => wanted === undefined || (chart === wanted.chart && version === wanted.version),
  );
  return found ?? `${name} has no ${String(wanted?.chart)} ${String(wanted?.version)}`;
}

async function fromIndex(url: string): Promise<Source["charts"]> {
  const { entries } = index.parse(parse(await text(`${url}/index.yaml`)));
  return Object.entries(entries).flatMap(([chart, versions]) => versions.map(({ version }) => ({ chart, version })));
}

async function fromRegistry(url: string, tag: string): Promise<Source["charts"][number]> {
  const [, host = "", path = ""] = /^oci:\/\/([^/]+)\/(.*)$/.exec(url) ?? [];
  const root = `http://${host}/v2/${path}`;
  const { config } = manifest.parse(JSON.parse(await text(`${root}/manifests/${tag}`)));
  const { name: chart, version } = chartFile.parse(JSON.parse(await text(`${root}/blobs/${config.digest}`)));
  return { chart, version };
}

async function text(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${String(response.status)}`);
  return response.text();
}
