import { applicationsOf } from "../../catalog/applications";
import type { Environment } from "../../config";
import { environmentWith } from "./example";

type Entry = Environment["applications"][string];

const chart: Entry = {
  chart: "oci://ghcr.io/example/charts/storefront",
  version: "1.8.2",
  repository: undefined,
  values: { replicas: 2, image: { pullPolicy: "Always" } },
  dependsOn: [],
  images: {
    web: { repository: "ghcr.io/example/storefront", tag: "1.8.2" },
    worker: { repository: "ghcr.io/example/worker", tag: "1.4.0", value: "worker.image.tag" },
  },
};
const folder: Entry = {
  path: "applications/shop",
  repository: undefined,
  revision: undefined,
  dependsOn: [],
  images: {},
};
const tenant = { admins: [], viewers: [], sources: [], egress: [] };
const quota = { cpu: "4", memory: "8Gi", storage: "50Gi", pods: 50 };

const only = (entry: Entry, rest: Partial<Pick<Environment, "tenants">> = {}) =>
  applicationsOf(environmentWith({}, { applications: { app: entry }, ...rest }))[0];

describe("an application", () => {
  test("from an OCI registry is a chart of the folder before its name", () => {
    expect(only(chart)?.source).toMatchObject({
      kind: "chart",
      chart: { repository: "oci://ghcr.io/example/charts", name: "storefront", version: "1.8.2" },
    });
  });

  test("from a chart repository has the chart's own name", () => {
    expect(only({ ...chart, chart: "storefront", repository: "https://charts.example.org" })?.source).toMatchObject({
      chart: { repository: "https://charts.example.org", name: "storefront", version: "1.8.2" },
    });
  });

  test("gets the tags of its images where its chart reads them, beside its own values", () => {
    expect(only(chart)?.source).toMatchObject({
      values: { replicas: 2, image: { pullPolicy: "Always", tag: "1.8.2" }, worker: { image: { tag: "1.4.0" } } },
    });
  });

  test("in a folder is read as the platform itself is: by SSH, where that has a key", () => {
    const gitops = { engine: "argocd", repository: "example/platform", revision: "main", credential: "ssh" } as const;
    const [app] = applicationsOf(environmentWith({}, { applications: { app: folder }, gitops }));
    expect(app?.source).toMatchObject({ repository: "git@github.com:example/platform.git" });
  });

  test("in a folder comes from the platform's own repository at its own revision", () => {
    expect(only(folder)?.source).toEqual({
      kind: "folder",
      repository: "https://github.com/example/platform.git",
      revision: "main",
      own: true,
      path: "applications/shop",
    });
  });

  test("in a folder of another repository comes from there, at the revision that it names", () => {
    expect(only({ ...folder, repository: "example/shop", revision: "v2.0.0" })?.source).toEqual({
      kind: "folder",
      repository: "https://github.com/example/shop.git",
      revision: "v2.0.0",
      own: false,
      path: "applications/shop",
    });
  });

  test("lives in the namespace that it names, its tenant's, or one of its own name", () => {
    const tenants = { shop: { ...tenant, quota, namespace: "shop-prod" }, press: { ...tenant, quota } };
    expect(only({ ...folder, namespace: "elsewhere" })?.namespace).toBe("elsewhere");
    expect(only({ ...folder, tenant: "shop" }, { tenants })?.namespace).toBe("shop-prod");
    expect(only({ ...folder, tenant: "press" }, { tenants })?.namespace).toBe("press");
    expect(only(folder)?.namespace).toBe("app");
  });

  test("comes after the applications that it depends on", () => {
    const applications = { web: { ...folder, dependsOn: ["queue", "database"] }, queue: folder, database: folder };
    const all = applicationsOf(environmentWith({}, { applications }));
    expect(all.map(({ name, wave }) => [name, wave])).toEqual([
      ["database", 0],
      ["queue", 0],
      ["web", 1],
    ]);
    expect(all.at(-1)?.dependsOn).toEqual(["database", "queue"]);
  });
});
