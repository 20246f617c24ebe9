import { parseAllDocuments } from "yaml";
import { renderEnvironment } from "../../../catalog/registry";
import type { EksEnvironment } from "../../../config";
import { eksEnvironment, organization } from "../../helpers/environments";
import { CLUSTER_ARN, managedEnvironment } from "../../helpers/managed-argo-cd";
import { chosen, facts, testCatalog } from "../example";

const FOLDER = "registry/environments/production";
const quota = { cpu: "4", memory: "8Gi", storage: "50Gi", pods: 50 };
const folder = { repository: undefined, revision: undefined, dependsOn: [], images: {} };

/** An application of nobody's and one of a tenant's, beside a component. */
const rest: Partial<EksEnvironment> = {
  components: { exporter: chosen("1.2.3") },
  applications: { status: { ...folder, path: "status" }, shop: { ...folder, path: "shop", tenant: "shop" } },
  tenants: { shop: { admins: ["shop-admins"], viewers: [], sources: [], quota, egress: [] } },
};

function render(environment: EksEnvironment): Readonly<Record<string, string>> {
  return renderEnvironment(environment, organization, { components: testCatalog, definitions: facts });
}

function objectsOf(files: Readonly<Record<string, string>>, kind: string): readonly Record<string, unknown>[] {
  return Object.entries(files)
    .filter(([path]) => path.startsWith(`${FOLDER}/templates/`))
    .flatMap(([, text]) => parseAllDocuments(text).map((document): unknown => document.toJS()))
    .map((object) => Object(object))
    .filter((object) => Reflect.get(object, "kind") === kind);
}

const serversOf = (files: Readonly<Record<string, string>>): string[] =>
  [
    ...new Set(Object.values(files).flatMap((text) => [...text.matchAll(/server: (\S+)/g)].map(([, to = ""]) => to))),
  ].sort();

describe("the registry of an environment whose Argo CD AWS runs", () => {
  const files = render(managedEnvironment(rest));

  test("sends everything to the cluster by its ARN, the only name by which it is known", () => {
    expect(objectsOf(files, "Application")).toHaveLength(4);
    expect(serversOf(files)).toEqual([CLUSTER_ARN]);
  });

  test("lets every project that may have Applications have them in Argo CD's namespace", () => {
    const namespaces = objectsOf(files, "AppProject").map(({ metadata, spec }) => [
      Reflect.get(Object(metadata), "name"),
      Reflect.get(Object(spec), "sourceNamespaces"),
    ]);
    expect(Object.fromEntries(namespaces)).toEqual({
      platform: ["argocd"],
      default: undefined,
      applications: ["argocd"],
      "tenant-shop": ["argocd"],
    });
  });

  test("installs no Argo CD, and takes charts only from where its components come from", () => {
    expect(Object.keys(files).filter((path) => path.endsWith("/argo-cd.yaml"))).toEqual([]);
    const [platform] = objectsOf(files, "AppProject");
    expect(platform).toMatchObject({
      spec: { sourceRepos: ["https://charts.example.org", "https://github.com/example/platform.git"] },
    });
  });

  test("is for Argo CD in the cluster as it was: its own address, and nothing of namespaces", () => {
    const components = { ...rest.components, "argo-cd": chosen("10.1.1") };
    const own = render(eksEnvironment("production", {}, { ...rest, components }));
    expect(serversOf(own)).toEqual(["https://kubernetes.default.svc"]);
    expect(Object.values(own).join("\n")).not.toContain("sourceNamespaces");
  });

  test("reads cluster facts as any other", () => {
    expect(files[`${FOLDER}/values.yaml`]).toContain("clientId");
  });
});
