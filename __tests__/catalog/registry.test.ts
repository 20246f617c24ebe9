import { parseAllDocuments } from "yaml";
import { argoCd } from "../../catalog/argo-cd";
import type { Component } from "../../catalog/component";
import { renderEnvironment, renderRegistry } from "../../catalog/registry";
import { staleRegistry } from "../../catalog/registry-folder";
import { factTable } from "../../constructs/gitops/cluster-facts";
import { platform, ROOT, staging, withCredential } from "./environments";

const FOLDER = "registry/environments/staging";
const facts = { clientId: { description: "Made up for this test." } } as const;
const { read } = factTable(facts);

/** A component that is no part of the engine and reads a fact. */
const exporter: Component = {
  name: "exporter",
  chart: { repository: "https://charts.example.org", name: "exporter" },
  namespace: "monitoring",
  wave: 10,
  values: () => ({ identity: `id:${read("clientId")}`, template: "{{ keep }}", flag: "yes" }),
};

function withExporter(): Record<string, string> {
  const environment = staging();
  const components = { ...environment.components, exporter: { version: "1.2.3" } };
  return { ...renderEnvironment({ ...environment, components }, [argoCd, exporter], facts) };
}

const objects = (file = ""): unknown[] => parseAllDocuments(file).map((document) => document.toJS());

describe("the registry", () => {
  test("in the repository is up to date (npm run platform -- registry)", () => {
    expect(staleRegistry(ROOT, renderRegistry(platform()))).toEqual([]);
  });

  test("of an environment looks like this", () => {
    expect(renderEnvironment(staging())).toMatchSnapshot();
  });

  test("is the same whenever it is rendered, with its files in order", () => {
    const files = Object.keys(renderRegistry(platform()));
    expect(files).toEqual([...files].sort());
    expect(renderRegistry(platform())).toEqual(renderRegistry(platform()));
  });

  test("says in every file that it is generated, from what and how", () => {
    for (const [path, content] of Object.entries(renderRegistry(platform()))) {
      const environment = path.split("/")[2];
      expect(content).toMatch(
        `# Generated from environments/${environment}.yaml and catalog/ by: npm run platform -- registry\n`,
      );
    }
  });

  test("has the same Argo CD as the bootstrap: chart, release, version and values", () => {
    const [application] = objects(renderEnvironment(staging())[`${FOLDER}/templates/argo-cd.yaml`]);
    expect(application).toMatchObject({
      spec: {
        source: {
          repoURL: "https://argoproj.github.io/argo-helm",
          chart: "argo-cd",
          targetRevision: "10.1.1",
          helm: {
            releaseName: "argo-cd",
            valuesObject: argoCd.values({ domain: staging().domain, highAvailability: true }),
          },
        },
        syncPolicy: { automated: { prune: true, selfHeal: true } },
      },
    });
  });

  test("never deletes Argo CD: not by a file that is lost, nor with an Application", () => {
    for (const file of ["argo-cd", "root"]) {
      const [application] = objects(renderEnvironment(staging())[`${FOLDER}/templates/${file}.yaml`]);
      expect(application).toMatchObject({
        metadata: { annotations: { "argocd.argoproj.io/sync-options": "Prune=false,Delete=false" } },
      });
      expect(application).not.toHaveProperty("metadata.finalizers");
    }
  });

  test("lets Argo CD find the chart repositories and nothing else", () => {
    const [project, unused] = objects(withExporter()[`${FOLDER}/templates/projects.yaml`]);
    expect(project).toMatchObject({
      metadata: { name: "platform" },
      spec: {
        sourceRepos: [
          "https://argoproj.github.io/argo-helm",
          "https://charts.example.org",
          "https://github.com/example/platform.git",
        ],
      },
    });
    expect(unused).toMatchObject({ metadata: { name: "default" }, spec: { sourceRepos: [], destinations: [] } });
  });

  test.each(["token", "ssh"] as const)("holds no secret, nor its name, with the credential %s", (credential) => {
    const text = JSON.stringify(renderEnvironment(withCredential(credential)));
    expect(text).not.toMatch(/kind: Secret|repository_token|repository_ssh_key|\$\{/);
  });

  test("deletes a component's objects with its Application, unless it is to be kept", () => {
    expect(withExporter()[`${FOLDER}/templates/exporter.yaml`]).toContain("resources-finalizer.argocd.argoproj.io");
  });
});

describe("a cluster fact", () => {
  test("is declared in the values, given on by the root Application and used by its component", () => {
    const files = withExporter();
    expect(files[`${FOLDER}/values.yaml`]).toContain('facts:\n  # Made up for this test.\n  clientId: ""\n');
    expect(files[`${FOLDER}/templates/root.yaml`]).toMatch(
      /- name: facts\.clientId\n +value: "\{\{ required .* \.Values\.facts\.clientId /,
    );
    expect(files[`${FOLDER}/templates/exporter.yaml`]).toMatch(
      /identity: "id:\{\{ required .* \.Values\.facts\.clientId /,
    );
  });

  test("does not keep its component from waiting for others", () => {
    expect(withExporter()[`${FOLDER}/templates/exporter.yaml`]).toContain('argocd.argoproj.io/sync-wave: "10"');
  });

  test("leaves a component's own braces and words alone", () => {
    const file = withExporter()[`${FOLDER}/templates/exporter.yaml`];
    expect(file).toContain('template: "{{ "{{" }} keep }}"');
    expect(file).toContain('flag: "yes"');
  });
});
