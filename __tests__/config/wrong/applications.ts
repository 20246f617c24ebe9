import { k3s } from "../files";
import type { WrongCase } from "./wrong-case";

const CHART = "chart: oci://ghcr.io/example/shop, version: 1.0.0";

/** An environment with the application shop, and perhaps others. */
const shop = (keys: string, others = ""): string => k3s({ applications: `{ shop: { ${keys} }${others} }` });

/** Applications: their two forms, and what they name. */
export const APPLICATIONS: readonly WrongCase[] = [
  {
    name: "an application of neither form",
    yaml: shop("namespace: shop"),
    message:
      'environments/staging.yaml:9:17  applications.shop.chart: is missing: the application\'s Helm chart: oci://host/path/name, or its name in the repository; a folder has a path instead. Write for example "chart: oci://ghcr.io/example/charts/storefront".',
  },
  {
    name: "a chart without a version",
    yaml: shop("chart: oci://ghcr.io/example/shop"),
    message:
      'environments/staging.yaml:9:17  applications.shop.version: is missing: the exact version of the application\'s chart. Write for example "version: 1.8.2".',
  },
  {
    name: "a chart and a folder at once",
    yaml: shop(`${CHART}, path: shop`),
    message:
      'environments/staging.yaml:9:32  applications.shop.chart: "oci://ghcr.io/example/shop" goes with a chart, and path makes this a folder. Delete one of both.',
  },
  {
    name: "a chart by name without a repository",
    yaml: shop("chart: shop, version: 1.0.0"),
    message:
      "environments/staging.yaml:9:17  applications.shop.repository: is missing: the address of the chart's repository, or of the folder's, which is the platform's own by default. Write for example \"repository: https://charts.example.org\".",
  },
  {
    name: "a chart by name in a repository that serves none",
    yaml: shop("chart: shop, version: 1.0.0, repository: example/charts"),
    message:
      'environments/staging.yaml:9:66  applications.shop.repository: "example/charts" is not the https:// address of a chart repository.',
  },
  {
    name: "a chart by its whole address with a repository",
    yaml: shop(`${CHART}, repository: "https://charts.example.org"`),
    message:
      'environments/staging.yaml:9:88  applications.shop.repository: "https://charts.example.org" goes with a chart by name; this chart\'s address says it all. Delete it.',
  },
  {
    name: "a chart at an address of another kind",
    yaml: shop("chart: https://example.org/shop.tgz, version: 1.0.0"),
    message:
      'environments/staging.yaml:9:32  applications.shop.chart: "https://example.org/shop.tgz" is not a chart: oci://host/path/name, or a name beside a repository.',
  },
  {
    name: "a chart at a revision",
    yaml: shop(`${CHART}, revision: main`),
    message:
      'environments/staging.yaml:9:86  applications.shop.revision: "main" goes with a folder; a chart has a version. Delete it.',
  },
  {
    name: "a folder out of the repository",
    yaml: shop("path: ../shop"),
    message:
      'environments/staging.yaml:9:31  applications.shop.path: "../shop" is not a folder such as deploy/staging, from the repository\'s root.',
  },
  {
    name: "a folder with a chart's values",
    yaml: shop("path: shop, values: { a: b }"),
    message:
      "environments/staging.yaml:9:45  applications.shop.values: this map goes with a chart, and path makes this a folder. Delete one of both.",
  },
  {
    name: "a folder of another repository without a revision",
    yaml: shop("path: shop, repository: example/shop"),
    message:
      'environments/staging.yaml:9:17  applications.shop.revision: is missing: the branch, tag or commit of the folder\'s repository. Write for example "revision: v1.8.2".',
  },
  {
    name: "a folder of the platform's own repository at a revision",
    yaml: shop("path: shop, revision: v1"),
    message:
      'environments/staging.yaml:9:47  applications.shop.revision: "v1" goes with another repository; the platform\'s own is read at gitops.revision. Delete it.',
  },
  {
    name: "a folder whose image names a place in values",
    yaml: shop("path: shop, images: { web: { repository: example/shop, tag: v1, value: image.tag } }"),
    message:
      'environments/staging.yaml:9:96  applications.shop.images.web.value: "image.tag" goes with a chart; a folder has no values. Delete it.',
  },
  {
    name: "applications, tenants and virtual clusters that do not exist",
    yaml: shop(`${CHART}, tenant: shops, cluster: preview, dependsOn: [databse]`, `, database: { ${CHART} }`),
    message: `environments/staging.yaml:9:84   applications.shop.tenant: "shops" is not a tenant of staging; there is none.
environments/staging.yaml:9:100  applications.shop.cluster: "preview" is not a virtual cluster of staging; there is none.
environments/staging.yaml:9:121  applications.shop.dependsOn[0]: "databse" is not an application of staging; there is shop, database. Did you mean "database"?`,
  },
  {
    name: "applications that wait for each other in a circle",
    yaml: shop(
      `${CHART}, dependsOn: [two]`,
      `, two: { ${CHART}, dependsOn: [one, shop] }, one: { ${CHART}, dependsOn: [two] }`,
    ),
    message: `environments/staging.yaml:9:76   applications.shop.dependsOn: applications wait for each other in a circle: shop → two → shop.
environments/staging.yaml:9:238  applications.one.dependsOn: applications wait for each other in a circle: one → two → one.`,
  },
  {
    name: "an application that waits for itself",
    yaml: shop(`${CHART}, dependsOn: [shop]`),
    message:
      "environments/staging.yaml:9:76  applications.shop.dependsOn: applications wait for each other in a circle: shop → shop.",
  },
  {
    name: "an application with the name of a component, and one with that of the root",
    yaml: k3s({ applications: `{ vault: { ${CHART} }, root: { ${CHART} } }` }),
    message: `environments/staging.yaml:9:17  applications.vault: "vault" is the name of a component of the catalog; choose another.
environments/staging.yaml:9:79  applications.root: "root" is the name of the Application that brings all others; choose another.`,
  },
  {
    name: "applications with the names of what Flux itself needs",
    yaml: k3s({
      gitops: "{ engine: flux, repository: example/platform, revision: main }",
      components: "{ flux: { version: 2.18.3 } }",
      applications: "{ platform: { path: a }, image-automation: { path: b }, root: { path: c } }",
    }),
    message: `environments/staging.yaml:9:17  applications.platform: "platform" is the name of the Kustomization that brings all others; choose another.
environments/staging.yaml:9:40  applications.image-automation: "image-automation" is the name of what writes newer tags of images; choose another.`,
  },
  {
    name: "an application in the virtual cluster of another tenant",
    yaml: k3s({
      components: "{ argo-cd: { version: 10.1.1 }, external-secrets: { version: 2.9.0 } }",
      tenants: "{ shop: {}, press: {} }",
      clusters: "{ preview: { version: 0.36.1, kubernetes: v1.35.4, tenant: press } }",
      applications:
        "{ web: { path: web, tenant: shop, cluster: preview }, blog: { path: blog, tenant: press, cluster: preview } }",
    }),
    message:
      'environments/staging.yaml:11:58  applications.web.cluster: "preview" is the virtual cluster of the tenant press, and this is an application of shop; choose another.',
  },
  {
    name: "a chart with two images whose tags go to one place",
    yaml: shop(
      `${CHART}, images: { web: { repository: a/web, tag: v1 }, job: { repository: a/job, tag: v2, value: job.tag }, api: { repository: a/api, tag: v3, value: image.tag } }`,
    ),
    message:
      'environments/staging.yaml:9:91  applications.shop.images.web: this map puts its tag at image.tag, as another image of this chart does; write a "value" of its own.',
  },
  {
    name: "a version that has no place in the order of versions",
    yaml: shop("chart: oci://ghcr.io/example/shop, version: 1.0.0-rc.01"),
    message:
      'environments/staging.yaml:9:69  applications.shop.version: "1.0.0-rc.01" is not an exact version such as 10.1.1; nothing here is ever a range or latest.',
  },
  {
    name: "an application in a namespace of a component, of Kubernetes, of a tenant, or away from its tenant's",
    yaml: k3s({
      tenants: "{ shop: {}, other: { namespace: elsewhere } }",
      applications: `
  a: { ${CHART}, namespace: cert-manager }
  b: { ${CHART}, namespace: kube-system }
  c: { ${CHART}, namespace: elsewhere }
  d: { ${CHART}, tenant: other, namespace: d }
  shop: { ${CHART} }`,
    }),
    message: `environments/staging.yaml:11:70  applications.a.namespace: "cert-manager" is a namespace of the component issuers; choose another.
environments/staging.yaml:12:70  applications.b.namespace: "kube-system" is a namespace of Kubernetes itself; choose another.
environments/staging.yaml:13:70  applications.c.namespace: "elsewhere" is the namespace of the tenant other. Write "tenant: other", or choose another.
environments/staging.yaml:14:85  applications.d.namespace: "d" is not the namespace of its tenant other, which is elsewhere; delete this key.
environments/staging.yaml:15:3   applications.shop: "shop" is the namespace of the tenant shop. Write "tenant: shop", or choose another.`,
  },
];
