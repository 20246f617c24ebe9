import type { Environment, Platform } from "../../config";
import { imageMarker } from "../../config/checks/images";
import { type Files, inRepository, k3s, load, node, problemsOf } from "./files";

const FLUX = {
  gitops: "{ engine: flux, repository: example/platform, revision: main }",
  components: "{ flux: { version: 2.18.3 } }",
};

function platformOf(files: Files): Platform {
  return inRepository(files, (root) => {
    const result = load(root);
    if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 2));
    return result.platform;
  });
}

function staging(keys: Record<string, string>): Environment {
  const [environment] = platformOf({ "environments/staging.yaml": k3s(keys) }).environments;
  if (environment === undefined) throw new Error("There is no environment.");
  return environment;
}

describe("a component of an environment", () => {
  test("has its own keys gathered beside its version, with their defaults", () => {
    const { components } = staging({
      components:
        "{ argo-cd: { version: 10.1.1 }, vault: { version: 0.34.1, size: 20, values: { a: 1 }, variants: [snapshots] } }",
    });
    expect(components).toEqual({
      "argo-cd": { version: "10.1.1", variants: [], options: {} },
      vault: { version: "0.34.1", values: { a: 1 }, variants: ["snapshots"], options: { seal: "shamir", size: 20 } },
    });
  });

  test("that is no chart needs no version", () => {
    const { components } = staging({
      components:
        "{ argo-cd: { version: 10.1.1 }, cert-manager: { version: v1.21.2 }, issuers: { email: a@example.org } }",
    });
    expect(components["issuers"]).toEqual({ variants: [], options: { email: "a@example.org" } });
  });

  test("works with a pre-release of what it needs, where pre-releases may run", () => {
    const components =
      "{ argo-cd: { version: 10.1.1 }, cert-manager: { version: v1.21.0-rc.1 }, issuers: { email: a@b.c } }";
    expect(() => staging({ components, prereleases: "true" })).not.toThrow();
  });
});

describe("an application of an environment", () => {
  test("is a chart with its repository and values, or a folder with its revision", () => {
    const { applications } = staging({
      applications: `
  chart: { chart: shop, repository: "https://charts.example.org", version: 1.0.0, values: { a: 1 } }
  folder: { path: deploy, repository: example/shop, revision: v1 }`,
    });
    const common = { dependsOn: [], images: {} };
    expect(applications).toEqual({
      chart: { ...common, chart: "shop", repository: "https://charts.example.org", version: "1.0.0", values: { a: 1 } },
      folder: { ...common, path: "deploy", repository: "example/shop", revision: "v1" },
    });
  });

  test("lets Flux choose its tag where the comment on its line says which", () => {
    const files = (marker: string): Files => ({
      "environments/staging.yaml": k3s({
        ...FLUX,
        applications: `
  shop:
    path: shop
    images:
      web:
        repository: ghcr.io/example/shop
        tag: "1.0.0" ${marker}
        policy: { pattern: "^main-(?P<ts>[0-9]+)$", extract: $ts, order: numerical-asc }`,
      }),
    });
    expect(problemsOf(files(imageMarker("shop", "web")))).toBe("");
    expect(problemsOf(files(imageMarker("shop", "api")))).toMatch(/Flux writes this tag/);
    expect(problemsOf(files(""))).toMatch(/Flux writes this tag/);
    expect(problemsOf(files(`${imageMarker("shop", "web")} and more`))).toMatch(/Flux writes this tag/);
  });

  test("of a tenant runs in its tenant's namespace, and in a virtual cluster in any", () => {
    const environment = {
      components: "{ argo-cd: { version: 10.1.1 }, external-secrets: { version: 2.9.0 } }",
      tenants: "{ shop: {} }",
      clusters: "{ preview: { version: 0.36.1, kubernetes: v1.35.4 } }",
      applications:
        "{ web: { path: web, tenant: shop }, web-preview: { path: web, cluster: preview, namespace: argocd } }",
    };
    expect(problemsOf({ "environments/staging.yaml": k3s(environment) })).toBe("");
  });
});

describe("a tenant of an environment", () => {
  test("has a quota, and neither people nor sources, unless its file says so", () => {
    expect(staging({ tenants: "{ shop: { quota: { pods: 10 } } }" }).tenants).toEqual({
      shop: {
        admins: [],
        viewers: [],
        sources: [],
        egress: [],
        quota: { cpu: "4", memory: "8Gi", storage: "50Gi", pods: 10 },
      },
    });
  });
});

describe("the repository that Flux reads by SSH", () => {
  test.each([
    ["owner and name on GitHub", "example/platform", undefined],
    ["GitHub's own address", "git@github.com:example/platform.git", undefined],
    ["another host with its keys", "ssh://git@git.example.org:2222/a.git", `["[git.example.org]:2222 ${hostKey()}"]`],
  ])("is %s", (_, repository, knownHosts) => {
    const hosts = knownHosts === undefined ? "" : `, knownHosts: ${knownHosts}`;
    const gitops = `{ engine: flux, repository: "${repository}", revision: main, credential: ssh${hosts} }`;
    expect(problemsOf({ "environments/staging.yaml": k3s({ ...FLUX, gitops }) })).toBe("");
  });
});

describe("the stages of promotion", () => {
  const edge = (name: string, last: number): string =>
    k3s(
      { domain: `${name}.example.org`, extends: "edge", components: undefined },
      { servers: `{ server-1: ${node(last)} }` },
    );
  const files: Files = {
    "environments/organization.yaml": "name: example\ndomain: example.org\npromotion: [staging, edge]\n",
    "environments/staging.yaml": k3s(),
    "environments/edge-us.yaml": edge("edge-us", 12),
    "environments/edge-eu.yaml": edge("edge-eu", 13),
    "environments/profiles/edge.yaml": "extends: base\ncomponents: { argo-cd: { version: 10.1.1 } }\n",
    "environments/profiles/base.yaml": "components: { cert-manager: { version: v1.21.2 } }\n",
  };

  test("are environments, and all those that extend a profile; such a group shares its versions", () => {
    expect(platformOf(files).stages).toEqual([
      { name: "staging", environments: ["staging"] },
      { name: "edge", environments: ["edge-eu", "edge-us"] },
    ]);
  });
});

function hostKey(): string {
  return node(1).split("hostKey: ")[1]?.slice(0, -2) ?? "";
}
