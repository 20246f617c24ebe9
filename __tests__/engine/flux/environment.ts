import { resolve } from "node:path";
import { catalog } from "../../../catalog";
import type { Component } from "../../../catalog/define";
import { loadPlatform } from "../../../stacks/load-platform";
import { formatProblems, type Environment, type Platform } from "../../../config";
import { factTable } from "../../../constructs/gitops/cluster-facts";
import { chartComponent, chosen } from "../../catalog/example";

/** A cluster fact of the tests: clusters by SSH have none of their own. */
export const definitions = { clientId: { description: "Made up for this test." } };
const { read } = factTable(definitions);

/** What looks like variables of Flux, and is none. */
export const SCRIPT = "echo ${HOME} $$ $1 `date` 100% {{ keep }}";

/** Reads a fact in its chart and beside it. */
const probe = chartComponent("probe", {
  values: () => ({ identity: `id:${read("clientId")}`, alone: read("clientId"), script: SCRIPT }),
  manifests: () => [
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "probe", namespace: "probe" },
      data: { id: read("clientId"), script: SCRIPT },
    },
  ],
});

/** Its namespace holds data. */
const ledger = chartComponent("ledger", { stateful: true });

export const components: readonly Component[] = [...catalog, probe, ledger];

/** The registry that the tenant's chart comes from. */
export const CHARTS = "oci://registry.example.org/shop";

const quota = { cpu: "4", memory: "8Gi", storage: "50Gi", pods: 50 };

/** The environment `edge-eu` of the project, with all that staging has beside it, and a tenant that only the test has. */
export function edge({ environments }: Platform): Environment {
  const named = (name: string): Environment => {
    const found = environments.find((one) => one.name === name);
    if (found === undefined) throw new Error(`There is no environments/${name}.yaml.`);
    return found;
  };
  const found = named("edge-eu");
  const staging = named("staging");
  // Of storage nothing comes where the cluster has a class of its own.
  const more = without(staging, "argo-cd", "argo-cd-sso", "atlantis", "storage").components;
  const common = { repository: undefined, dependsOn: [], images: {}, tenant: "shop" };
  const folder = { ...common, revision: undefined };
  return {
    ...found,
    dns: staging.dns,
    components: { ...more, ...found.components, probe: chosen(), ledger: chosen() },
    tenants: { shop: { admins: [], viewers: [], sources: [], quota, egress: [] } },
    applications: {
      "shop-site": { ...folder, path: "deploy/site" },
      "shop-greedy": { ...folder, path: "deploy/greedy" },
      "shop-chart": { ...common, chart: `${CHARTS}/shop`, version: "1.0.0", values: {} },
    },
  };
}

/** The project's own environments. */
export function platform(): Platform {
  const result = loadPlatform(resolve(__dirname, "../../.."));
  if (!result.ok) throw new Error(formatProblems(result.problems));
  return result.platform;
}

/** The same environment without some of its components. */
export function without(environment: Environment, ...names: readonly string[]): Environment {
  const left = Object.entries(environment.components).filter(([name]) => !names.includes(name));
  return { ...environment, components: Object.fromEntries(left) };
}
