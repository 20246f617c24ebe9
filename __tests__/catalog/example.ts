import { z } from "zod";
import type { Environment, K3sEnvironment } from "../../config";
import type { ComponentDefinition } from "../../catalog/component";
import { argoCd } from "../../catalog/components/argo-cd";
import { component, NO_OPTIONS, type Component } from "../../catalog/define";
import { factTable } from "../../constructs/gitops/cluster-facts";
import { k3sEnvironment } from "../helpers/environments";

/** A cluster fact that only tests have. */
export const facts = { clientId: { description: "Made up for this test." } } as const;
export const { read } = factTable(facts);

/** A component of a test: a chart of its own name in a namespace of its own name. */
export function chartComponent(name: string, change: Partial<ComponentDefinition<typeof NO_OPTIONS>> = {}): Component {
  return component({
    name,
    summary: "Made up for this test.",
    group: "observability",
    namespace: name,
    podSecurity: "restricted",
    chart: { repository: "https://charts.example.org", name },
    options: NO_OPTIONS,
    ...change,
  });
}

/** A component that reads a fact in its chart and beside it, and holds what looks like templates. */
export const exporter = chartComponent("exporter", {
  namespace: "monitoring",
  values: () => ({ identity: `id:${read("clientId")}`, template: "{{ keep }}", flag: "yes" }),
  manifests: () => [
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "exporter", namespace: "monitoring" },
      data: { id: read("clientId"), flag: "no" },
    },
  ],
});

/** An option that tells itself. */
export const tuned = component({
  name: "tuned",
  summary: "Made up for this test.",
  group: "observability",
  namespace: "tuned",
  podSecurity: "restricted",
  chart: { repository: "oci://registry.example.org/charts", name: "tuned" },
  options: z.strictObject({ level: z.number().default(1) }),
  values: ({ options }) => ({ level: options.level, nested: { kept: true } }),
  variants: {
    loud: { summary: "Makes it louder.", values: ({ options }) => ({ nested: { volume: options.level * 10 } }) },
    dependent: { summary: "Makes it wait.", dependsOn: { exporter: "*" } },
  },
});

/** An entry of an environment file's `components`. */
export function chosen(
  version: string | undefined = "1.2.3",
  rest: Partial<Environment["components"][string]> = {},
): Environment["components"][string] {
  return { version, variants: [], options: {}, ...rest };
}

/** An environment with Argo CD and these components beside it. */
export function environmentWith(
  components: Environment["components"],
  rest: Partial<K3sEnvironment> = {},
): K3sEnvironment {
  return k3sEnvironment("staging", {}, { ...rest, components: { "argo-cd": chosen("10.1.1"), ...components } });
}

/** The catalog of the tests. */
export const testCatalog: readonly Component[] = [argoCd, exporter, tuned];
