import { parse } from "yaml";
import type { K3sEnvironment } from "../../../config";
import { chosen } from "../example";
import { objects, render } from "./render";

const quota = { cpu: "4", memory: "8Gi", storage: "50Gi", pods: 50 };
const tenant = { admins: ["shop-admins"], viewers: [], sources: [], quota, egress: [], namespace: "shop-live" };
const common = { dependsOn: [], images: {} };
const chart = { ...common, repository: undefined, values: { replicas: 2 }, version: "1.8.2" };
const web = { repository: "ghcr.io/example/web", tag: "1.8.2" };
const folder = { ...common, repository: undefined, revision: undefined, images: { web } };
const elsewhere = { ...folder, repository: "https://git.example.org/shop.git", revision: "v1.2.3" };

const applications: K3sEnvironment["applications"] = {
  own: { ...folder, path: "deploy/own" },
  foreign: { ...elsewhere, path: "deploy" },
  packaged: { ...chart, chart: "oci://ghcr.io/example/charts/packaged", dependsOn: ["own"] },
  "shop-own": { ...folder, path: "deploy/shop", tenant: "shop" },
  "shop-foreign": { ...elsewhere, path: "deploy", tenant: "shop" },
  "shop-packaged": { ...chart, chart: "oci://ghcr.io/example/charts/shop", tenant: "shop" },
};
const files = render({}, { tenants: { shop: tenant }, applications });

describe("an application of the platform's own with Flux", () => {
  test("waits for every component and for the applications that it names", () => {
    expect(objects(files["applications/packaged.yaml"])).toMatchObject([
      { spec: { dependsOn: [{ name: "flux" }, { name: "own" }] } },
    ]);
    expect(parse(files["kustomization.yaml"] ?? "")).toMatchObject({
      resources: expect.arrayContaining(["applications/own.yaml", "applications/packaged.yaml"]),
    });
  });

  test("is a release into its namespace, where it is a chart", () => {
    expect(objects(files["manifests/packaged/release.yaml"])).toMatchObject([
      {
        kind: "HelmRelease",
        metadata: { name: "packaged", namespace: "flux-system" },
        spec: { targetNamespace: "packaged", serviceAccountName: "helm-controller", values: { replicas: 2 } },
      },
    ]);
  });

  test("is a Kustomization with the tags of the environment file, where it is a folder", () => {
    expect(objects(files["applications/own.yaml"])).toMatchObject([
      {
        kind: "Kustomization",
        spec: {
          path: "./deploy/own",
          targetNamespace: "own",
          images: [{ name: "ghcr.io/example/web", newTag: "1.8.2" }],
          sourceRef: { kind: "GitRepository", name: "platform" },
          serviceAccountName: "kustomize-controller",
        },
      },
    ]);
  });

  test("is read from another repository at a revision of its own", () => {
    expect(objects(files["applications/foreign.yaml"])).toMatchObject([
      { kind: "GitRepository", metadata: { name: "foreign" }, spec: { ref: { tag: "v1.2.3" } } },
      { kind: "Kustomization", spec: { sourceRef: { kind: "GitRepository", name: "foreign" }, path: "./deploy" } },
    ]);
  });
});

describe("a tenant with Flux", () => {
  test("has accounts with rights in its own namespace alone", () => {
    expect(objects(files["tenants/shop.yaml"])).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: "Namespace", metadata: expect.objectContaining({ name: "shop-live" }) }),
        expect.objectContaining({ kind: "ResourceQuota" }),
        expect.objectContaining({ kind: "NetworkPolicy" }),
        { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "tenant", namespace: "shop-live" } },
        { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "tenant-shop", namespace: "flux-system" } },
        expect.objectContaining({
          kind: "RoleBinding",
          metadata: { name: "tenant-flux", namespace: "shop-live" },
          roleRef: expect.objectContaining({ name: "admin" }),
          subjects: [
            { kind: "ServiceAccount", name: "tenant", namespace: "shop-live" },
            { kind: "ServiceAccount", name: "tenant-shop", namespace: "flux-system" },
          ],
        }),
      ]),
    );
    expect(files["tenants/shop.yaml"]).not.toContain("ClusterRoleBinding");
  });

  test("keeps its namespace when it leaves the registry", () => {
    expect(objects(files["tenants/shop.yaml"])[0]).toMatchObject({
      metadata: { annotations: { "kustomize.toolkit.fluxcd.io/prune": "disabled" } },
    });
  });

  test("has its charts described in its namespace and brought by its account", () => {
    for (const file of ["source", "release"]) {
      expect(objects(files[`manifests/shop-packaged/${file}.yaml`])).toMatchObject([
        { metadata: { namespace: "shop-live" } },
      ]);
    }
    expect(objects(files["manifests/shop-packaged/release.yaml"])).toMatchObject([
      { spec: { serviceAccountName: "tenant", targetNamespace: "shop-live" } },
    ]);
  });

  test("has its own repository's folders read in its namespace, and those of the platform's where its credential is", () => {
    expect(objects(files["manifests/shop-foreign/objects.yaml"])).toMatchObject([
      { metadata: { namespace: "shop-live" }, spec: { serviceAccountName: "tenant", targetNamespace: "shop-live" } },
    ]);
    expect(objects(files["manifests/shop-foreign/source.yaml"])).toMatchObject([
      { metadata: { namespace: "shop-live" } },
    ]);
    expect(objects(files["applications/shop-own.yaml"])).toMatchObject([
      {
        metadata: { namespace: "flux-system" },
        spec: { serviceAccountName: "tenant-shop", targetNamespace: "shop-live" },
      },
    ]);
  });
});

describe("image automation", () => {
  const pattern = {
    semver: undefined,
    pattern: "^main-(?P<ts>[0-9]+)$",
    extract: "$ts",
    order: "numerical-asc",
  } as const;
  const byVersion = { semver: ">=1.0.0", pattern: undefined, extract: undefined, order: undefined } as const;
  const asking = {
    applications: {
      storefront: {
        ...chart,
        chart: "oci://ghcr.io/example/charts/storefront",
        images: { web: { ...web, policy: byVersion }, worker: { ...web, policy: pattern }, fixed: web },
      },
    },
    gitops: { engine: "flux", repository: "example/platform", revision: "main", credential: "token" },
  } satisfies Partial<K3sEnvironment>;
  const on = { flux: chosen("2.18.3", { variants: ["image-automation"] }) };

  test("is there for the images that have a policy, under the names that the environment file's comments give", () => {
    expect(objects(render(on, asking)["manifests/image-automation/images.yaml"])).toMatchObject([
      { kind: "ImageRepository", metadata: { name: "storefront-web" }, spec: { image: "ghcr.io/example/web" } },
      { kind: "ImagePolicy", metadata: { name: "storefront-web" }, spec: { policy: { semver: { range: ">=1.0.0" } } } },
      { kind: "ImageRepository", metadata: { name: "storefront-worker" } },
      {
        kind: "ImagePolicy",
        spec: {
          filterTags: { pattern: "^main-(?P<ts>[0-9]+)$", extract: "$ts" },
          policy: { numerical: { order: "asc" } },
        },
      },
    ]);
  });

  test("writes into the environment files, on a branch that somebody merges", () => {
    expect(objects(render(on, asking)["manifests/image-automation/automation.yaml"])).toMatchObject([
      {
        kind: "ImageUpdateAutomation",
        spec: {
          git: { checkout: { ref: { branch: "main" } }, push: { branch: "flux/image-updates-edge-eu" } },
          update: { path: "./environments", strategy: "Setters" },
        },
      },
    ]);
  });

  test("is not there where no image has a policy", () => {
    expect(Object.keys(files).filter((path) => path.includes("image-automation"))).toEqual([]);
  });

  test("is refused without its controllers", () => {
    expect(() => render({}, asking)).toThrow(
      "edge-eu: components.flux needs variants: [image-automation], since images have a policy: storefront-web, storefront-worker.",
    );
  });

  test("is refused where it can't push", () => {
    expect(() => render(on, { ...asking, gitops: { ...asking.gitops, credential: "none" } })).toThrow(
      "edge-eu: gitops.credential is none, and image automation has to push: token or ssh.",
    );
  });
});
