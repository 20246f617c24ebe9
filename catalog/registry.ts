import type { Environment, Platform } from "../config";
import * as argoCdObjects from "../constructs/gitops/argo-cd-objects";
import type { Bootstrap } from "../constructs/gitops/bootstrap";
import { CLUSTER_FACTS, factsIn, factTable, type FactDefinitions } from "../constructs/gitops/cluster-facts";
import type { Values } from "../constructs/gitops/values";
import { toYaml } from "../constructs/gitops/yaml";
import { catalog } from ".";
import type { Component } from "./component";
import { helmTemplate } from "./helm-template";
import { engineBootstrap, installations, type Installation } from "./installation";

/** Files by their path in the repository. */
export type RegistryFiles = Readonly<Record<string, string>>;

/** Everything below `registry/environments`, from the catalog and the environment files. */
export function renderRegistry(platform: Platform, components = catalog): RegistryFiles {
  const entries = platform.environments.flatMap((environment) =>
    Object.entries(renderEnvironment(environment, components)),
  );
  return Object.fromEntries(entries);
}

/**
 * The folder of one environment: a small Helm chart, because the root Application gives it the cluster facts. It holds
 * one plain Application a component, in the order of waves.
 */
export function renderEnvironment(
  environment: Environment,
  components: readonly Component[] = catalog,
  definitions: FactDefinitions = CLUSTER_FACTS,
): RegistryFiles {
  const table = factTable(definitions);
  const all = installations(environment, components);
  const facts = factsIn(all.map(({ values }) => values));
  const placeholders = Object.fromEntries(
    table.names.filter((name) => facts.includes(name)).map((name) => [name, table.read(name)]),
  );
  const description = engineBootstrap(environment, components, placeholders, definitions);
  const files: Record<string, string> = {
    "Chart.yaml": toYaml({ apiVersion: "v2", name: environment.name, version: "1.0.0" }),
    "values.yaml": declaredFacts(facts, definitions),
    "templates/projects.yaml": [argoCdObjects.platformProject, argoCdObjects.defaultProject]
      .map((project) => helmTemplate(project(description)))
      .join("---\n"),
    "templates/root.yaml": helmTemplate(argoCdObjects.rootApplication(description)),
  };
  for (const installation of all) {
    files[`templates/${installation.component.name}.yaml`] = helmTemplate(application(installation, description));
  }
  const paths = Object.keys(files).sort();
  return Object.fromEntries(
    paths.map((path) => [`${description.path}/${path}`, header(environment) + (files[path] ?? "")]),
  );
}

function header({ name }: Environment): string {
  return [
    `# Generated from environments/${name}.yaml and catalog/ by: npm run platform -- registry`,
    "# Change those and run it again; what is written here by hand is lost.",
    "",
  ].join("\n");
}

function declaredFacts(names: readonly string[], definitions: FactDefinitions): string {
  if (names.length === 0) return "# Nothing here is known only to the cloud.\nfacts: {}\n";
  const lines = names.flatMap((name) => [`  # ${definitions[name]?.description ?? ""}`, `  ${name}: ""`]);
  return ["# Given by the bootstrap as parameters of the root Application.", "facts:", ...lines, ""].join("\n");
}

/** The Application of a component. Without `keep` its objects go with it. */
function application({ component, version, values }: Installation, bootstrap: Bootstrap): Values {
  const { wave, KEEP, PLATFORM_PROJECT, IN_CLUSTER, RETRY } = argoCdObjects;
  const keep = component.keep ?? false;
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: {
      name: component.name,
      namespace: bootstrap.namespace,
      annotations: { ...wave(component.wave), ...(keep ? KEEP : {}) },
      ...(keep ? {} : { finalizers: ["resources-finalizer.argocd.argoproj.io"] }),
    },
    spec: {
      project: PLATFORM_PROJECT,
      source: {
        repoURL: component.chart.repository,
        chart: component.chart.name,
        targetRevision: version,
        helm: { releaseName: component.name, valuesObject: values },
      },
      destination: { server: IN_CLUSTER, namespace: component.namespace },
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        retry: RETRY,
        ...(component.namespace === bootstrap.namespace ? {} : { syncOptions: ["CreateNamespace=true"] }),
      },
    },
  };
}
