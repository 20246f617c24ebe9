import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

const dependency = z.looseObject({
  name: z.string(),
  version: z.string().default("*"),
  repository: z.string().default(""),
  condition: z.string().optional(),
  alias: z.string().optional(),
});
const chartFile = z.looseObject({
  name: z.string(),
  version: z.string(),
  type: z.string().optional(),
  dependencies: z.array(dependency).default([]),
});

/** What Chart.yaml says, as far as it matters here; the rest is kept as it is. */
export type ChartFile = z.infer<typeof chartFile>;

/** A chart that another one brings. */
export type Dependency = z.infer<typeof dependency>;

/** Reads the Chart.yaml of a folder; undefined when it is none of a chart, a template of one for instance. */
export function readChartFile(folder: string): ChartFile | undefined {
  const parsed = chartFile.safeParse(parse(readFileSync(join(folder, "Chart.yaml"), "utf8"), { logLevel: "silent" }));
  return parsed.success ? parsed.data : undefined;
}
