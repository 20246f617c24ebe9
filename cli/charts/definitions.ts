import { z } from "zod";
import { objectsIn } from "./objects";
import { template, type Workshop } from "./template";
import type { WantedChart } from "./wanted";

const definition = z.object({
  kind: z.literal("CustomResourceDefinition"),
  spec: z.object({
    group: z.string(),
    names: z.object({ kind: z.string() }),
    versions: z.array(z.object({ name: z.string(), served: z.boolean() })),
  }),
});

/**
 * Makes the custom resource definitions of all charts, so that the objects of one chart are checked by the definitions
 * that come with another. What goes wrong here is found again when the chart itself is checked.
 */
export async function makeDefinitions(charts: readonly WantedChart[], workshop: Workshop): Promise<void> {
  const { server } = workshop;
  if (server === undefined) return;
  const expected: { readonly apiVersion: string; readonly kind: string }[] = [];
  const once = new Map(charts.map((wanted) => [`${wanted.component} ${wanted.chart.version}`, wanted]));
  for (const wanted of once.values()) {
    const prepared = await workshop.charts.prepare(wanted.chart, wanted.values);
    if (typeof prepared === "string") continue;
    const printed = await template(prepared.folder, wanted, wanted.values, workshop);
    if (!printed.ok) continue;
    const objects = objectsIn(printed.stdout);
    if (typeof objects === "string") continue;
    for (const object of objects) {
      const { success, data } = definition.safeParse(object);
      if (!success || (await server.store(object)).message !== "") continue;
      const { group, names, versions } = data.spec;
      const served = versions.filter((version) => version.served);
      expected.push(...served.map(({ name }) => ({ apiVersion: `${group}/${name}`, kind: names.kind })));
    }
  }
  await server.learn(expected);
}
