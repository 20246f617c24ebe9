import { parseAllDocuments } from "yaml";
import { argoCd } from "../../../catalog/components/argo-cd";
import { renderEnvironment } from "../../../catalog/registry";
import type { Environment } from "../../../config";
import { organization } from "../../helpers/environments";
import { chartComponent, chosen, environmentWith, facts, testCatalog } from "../example";

const FOLDER = "registry/environments/staging";
const quota = { cpu: "4", memory: "8Gi", storage: "50Gi", pods: 50 };
const folder = { path: "shop", repository: undefined, revision: undefined, dependsOn: [], images: {} };

const chart = { repository: undefined, values: undefined, dependsOn: [], images: {} };

function render(components: Environment["components"] = {}, rest = {}, more = testCatalog): Record<string, string> {
  return {
    ...renderEnvironment(environmentWith(components, rest), organization, { components: more, definitions: facts }),
  };
}

const objects = (file = ""): unknown[] => parseAllDocuments(file).map((document) => document.toJS());
const application = (files: Record<string, string>, name: string) =>
  objects(
    Object.entries(files).find(
      ([path]) => path.startsWith(`${FOLDER}/templates/`) && path.endsWith(`/${name}.yaml`),
    )?.[1],
  )[0];
const KEEP = {
  "argocd.argoproj.io/sync-options": "Prune=false,Delete=false",
  "argocd.argoproj.io/compare-options": "IgnoreExtraneous",
};

describe("the registry of Argo CD", () => {
  test("has an Application a component: chart, version, values, and everything healed and removed by itself", () => {
    const plain = chartComponent("exporter", {
      namespace: "monitoring",
      values: () => ({ flag: "yes" }),
      manifests: () => [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "exporter" } }],
    });
    expect(application(render({ exporter: chosen("1.2.3") }, {}, [argoCd, plain]), "exporter")).toMatchObject({
      metadata: {
        namespace: "argocd",
        annotations: { "argocd.argoproj.io/sync-wave": "0" },
        finalizers: ["resources-finalizer.argocd.argoproj.io"],
      },
      spec: {
        project: "platform",
        sources: [
          {
            repoURL: "https://charts.example.org",
            chart: "exporter",
            targetRevision: "1.2.3",
            helm: { releaseName: "exporter", valuesObject: { flag: "yes" } },
          },
          {
            repoURL: "https://github.com/example/platform.git",
            targetRevision: "main",
            path: `${FOLDER}/manifests/exporter`,
          },
        ],
        destination: { server: "https://kubernetes.default.svc", namespace: "monitoring" },
        syncPolicy: { automated: { prune: true, selfHeal: true }, retry: { limit: -1 } },
      },
    });
  });

  test("names an OCI registry as Argo CD does, without its scheme, for the source and for the project", () => {
    const files = render({ tuned: chosen() });
    expect(application(files, "tuned")).toMatchObject({ spec: { source: { repoURL: "registry.example.org/charts" } } });
    expect(objects(files[`${FOLDER}/templates/projects.yaml`])[0]).toMatchObject({
      spec: { sourceRepos: expect.arrayContaining(["registry.example.org/charts"]) },
    });
  });

  test("never deletes Argo CD: not by a file that is lost, nor with an Application", () => {
    expect(application(render(), "root")).toMatchObject({ metadata: { annotations: KEEP } });
    for (const name of ["argo-cd", "root"]) {
      expect(application(render(), name)).not.toHaveProperty("metadata.finalizers");
    }
  });

  test("lets Argo CD find the chart repositories and nothing else, and the default project nothing", () => {
    const [project, unused] = objects(render({ exporter: chosen() })[`${FOLDER}/templates/projects.yaml`]);
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

  test("makes namespaces before components, and keeps those that hold data", () => {
    const stateful = chartComponent("database", { stateful: true });
    const files = render({ exporter: chosen(), database: chosen() }, {}, [...testCatalog, stateful]);
    const wave = { "argocd.argoproj.io/sync-wave": "-90" };
    expect(objects(files[`${FOLDER}/templates/namespaces.yaml`])).toEqual([
      expect.objectContaining({
        metadata: expect.objectContaining({ name: "database", annotations: { ...wave, ...KEEP } }),
      }),
      expect.objectContaining({ metadata: expect.objectContaining({ name: "monitoring", annotations: wave }) }),
    ]);
  });

  test("applies on the server what is too large for the client, and leaves known differences alone", () => {
    const ignored = { group: "apps", kind: "Deployment", jqPathExpressions: [".spec.replicas"] };
    const large = chartComponent("large", { serverSideApply: true, ignoreDifferences: [ignored] });
    expect(application(render({ large: chosen() }, {}, [...testCatalog, large]), "large")).toMatchObject({
      spec: {
        ignoreDifferences: [ignored],
        syncPolicy: { syncOptions: ["ServerSideApply=true", "RespectIgnoreDifferences=true"] },
      },
    });
  });

  test("says in every file that it is generated, from what and how", () => {
    for (const content of Object.values(render({ exporter: chosen() }))) {
      expect(content).toMatch(
        /^# Generated from environments\/staging\.yaml and catalog\/ by: npm run platform -- registry\n/,
      );
    }
  });
});

describe("a cluster fact", () => {
  const files = render({ exporter: chosen() });

  test("is declared in the values, given on by the root Application and used by its component", () => {
    expect(files[`${FOLDER}/values.yaml`]).toContain('facts:\n  # Made up for this test.\n  clientId: ""\n');
    expect(files[`${FOLDER}/templates/root.yaml`]).toMatch(
      /- name: facts\.clientId\n +value: "\{\{ required .* \.Values\.facts\.clientId /,
    );
    expect(files[`${FOLDER}/templates/components/exporter.yaml`]).toMatch(
      /identity: "id:\{\{ required .* \.Values\.facts\.clientId /,
    );
  });

  test("reaches the objects beside the chart: their folder is a chart that gets it as a parameter", () => {
    const manifests = `${FOLDER}/manifests/exporter`;
    expect(files[`${FOLDER}/templates/components/exporter.yaml`]).toMatch(
      /path: registry\/environments\/staging\/manifests\/exporter\n +helm:\n +parameters:\n +- name: facts\.clientId\n/,
    );
    expect(files[`${manifests}/Chart.yaml`]).toContain("name: exporter");
    expect(files[`${manifests}/values.yaml`]).toContain("clientId");
    expect(files[`${manifests}/templates/objects.yaml`]).toMatch(/id: "\{\{ required .* \.Values\.facts\.clientId /);
  });

  test("leaves a component's own braces and words alone", () => {
    const file = files[`${FOLDER}/templates/components/exporter.yaml`];
    expect(file).toContain('template: "{{ "{{" }} keep }}"');
    expect(file).toContain('flag: "yes"');
  });
});

describe("applications and tenants with Argo CD", () => {
  const tenant = {
    admins: ["shop-admins"],
    viewers: ["auditors"],
    sources: ["https://github.com/example/shop", "git@git.example.org:shop/charts.git", "oci://ghcr.io/shop"],
    quota,
    egress: [],
  };
  const files = render(
    {},
    {
      tenants: { shop: tenant },
      applications: {
        storefront: { ...folder, tenant: "shop", images: { web: { repository: "ghcr.io/example/web", tag: "1.8.2" } } },
        status: { ...chart, chart: "oci://ghcr.io/example/charts/status", version: "1.0.0" },
      },
    },
  );
  const projects = objects(files[`${FOLDER}/templates/projects.yaml`]);

  test("let a tenant's Applications come from its sources and go to its namespace, with nothing cluster-wide", () => {
    expect(projects).toContainEqual(
      expect.objectContaining({
        metadata: expect.objectContaining({ name: "tenant-shop" }),
        spec: expect.objectContaining({
          sourceRepos: [
            "ghcr.io/shop",
            "git@git.example.org:shop/charts.git",
            "https://github.com/example/platform.git",
            "https://github.com/example/shop",
          ],
          destinations: [{ server: "https://kubernetes.default.svc", namespace: "shop" }],
        }),
      }),
    );
    expect(JSON.stringify(projects.slice(2))).not.toContain("clusterResourceWhitelist");
  });

  test("keep the namespace of a tenant, and what lies in it, when the tenant leaves the file", () => {
    const [namespace, ...bounds] = objects(files[`${FOLDER}/templates/tenants/shop.yaml`]);
    expect(namespace).toMatchObject({ kind: "Namespace", metadata: { annotations: KEEP } });
    expect(JSON.stringify(bounds)).not.toContain("Prune=false");
  });

  test("let a tenant's admins sync its Applications, and its viewers look at them", () => {
    expect(projects).toContainEqual(
      expect.objectContaining({
        spec: expect.objectContaining({
          roles: [
            {
              name: "admin",
              groups: ["shop-admins"],
              policies: [
                "p, proj:tenant-shop:admin, applications, get, tenant-shop/*, allow",
                "p, proj:tenant-shop:admin, applications, sync, tenant-shop/*, allow",
                "p, proj:tenant-shop:admin, applications, action/*, tenant-shop/*, allow",
              ],
            },
            {
              name: "viewer",
              groups: ["auditors"],
              policies: ["p, proj:tenant-shop:viewer, applications, get, tenant-shop/*, allow"],
            },
          ],
        }),
      }),
    );
  });

  test("come after every component, with the tags of the environment file", () => {
    expect(application(files, "storefront")).toMatchObject({
      metadata: { annotations: { "argocd.argoproj.io/sync-wave": "200" } },
      spec: {
        project: "tenant-shop",
        source: { path: "shop", kustomize: { images: ["ghcr.io/example/web:1.8.2"] } },
        destination: { namespace: "shop" },
      },
    });
  });

  test("wait for those that they name", () => {
    const applications = { database: folder, shop: { ...folder, dependsOn: ["database"] } };
    const wave = { "argocd.argoproj.io/sync-wave": "201" };
    expect(application(render({}, { applications }), "shop")).toMatchObject({ metadata: { annotations: wave } });
  });

  test("have a project of their own where they belong to no tenant", () => {
    expect(application(files, "status")).toMatchObject({
      spec: { project: "applications", source: { repoURL: "ghcr.io/example/charts", chart: "status" } },
    });
    expect(projects).toContainEqual(
      expect.objectContaining({
        metadata: expect.objectContaining({ name: "applications" }),
        spec: expect.objectContaining({
          sourceRepos: ["ghcr.io/example/charts"],
          destinations: [{ server: "https://kubernetes.default.svc", namespace: "status" }],
        }),
      }),
    );
  });
});

describe("a virtual cluster with Argo CD", () => {
  const tenant = { admins: [], viewers: ["auditors"], sources: [], quota, egress: [] };
  const cluster = { version: "0.36.1", kubernetes: "v1.35.4", tenant: "shop", highAvailability: false };
  const files = render(
    { "external-secrets": chosen("2.9.0") },
    {
      tenants: { shop: tenant, press: tenant },
      clusters: { preview: cluster },
      applications: {
        storefront: { ...folder, tenant: "shop", cluster: "preview", namespace: "web" },
        agent: { ...folder, cluster: "preview" },
      },
    },
    [...testCatalog, chartComponent("external-secrets")],
  );
  const server = "https://preview.vcluster-preview.svc";

  test("is a chart in a namespace of its own, and the objects that register it", () => {
    expect(application(files, "preview")).toMatchObject({
      metadata: { annotations: { "argocd.argoproj.io/sync-wave": "100" } },
      spec: {
        project: "platform",
        sources: [
          { chart: "vcluster", targetRevision: "0.36.1" },
          { path: "registry/environments/staging/manifests/preview" },
        ],
        destination: { namespace: "vcluster-preview" },
      },
    });
    const registered = objects(files[`${FOLDER}/manifests/preview/objects.yaml`]);
    expect(registered).toContainEqual(
      expect.objectContaining({
        kind: "ExternalSecret",
        metadata: expect.objectContaining({ namespace: "argocd" }),
      }),
    );
  });

  test("gets the applications that name it, which make their namespaces there themselves", () => {
    expect(application(files, "storefront")).toMatchObject({
      spec: {
        project: "tenant-shop.preview",
        destination: { server, namespace: "web" },
        syncPolicy: { syncOptions: ["CreateNamespace=true"] },
      },
    });
  });

  const named = (name: string) => {
    const projects = objects(files[`${FOLDER}/templates/projects.yaml`]);
    return projects.find((one) => JSON.stringify(one).includes(`"name":"${name}"`));
  };

  test("has a project for its tenant, which may fill and make any namespace there, and none in the cluster around it", () => {
    expect(named("tenant-shop.preview")).toMatchObject({
      spec: {
        sourceRepos: ["https://github.com/example/platform.git"],
        destinations: [{ server, namespace: "*" }],
        clusterResourceWhitelist: [{ group: "", kind: "Namespace", name: "*" }],
        roles: [{ policies: ["p, proj:tenant-shop.preview:viewer, applications, get, tenant-shop.preview/*, allow"] }],
      },
    });
    expect(named("tenant-shop")).toMatchObject({
      spec: { destinations: [{ server: "https://kubernetes.default.svc", namespace: "shop" }] },
    });
    expect(named("tenant-shop")).not.toHaveProperty("spec.clusterResourceWhitelist");
  });

  test("has a project for everybody else who runs something there, for their own namespaces alone", () => {
    expect(named("applications.preview")).toMatchObject({
      spec: {
        destinations: [{ server, namespace: "agent" }],
        clusterResourceWhitelist: [{ group: "", kind: "Namespace", name: "agent" }],
      },
    });
    expect(application(files, "agent")).toMatchObject({ spec: { project: "applications.preview" } });
    expect(named("applications")).toBeUndefined();
    expect(named("tenant-press.preview")).toBeUndefined();
    expect(named("tenant-press")).toBeDefined();
  });
});
