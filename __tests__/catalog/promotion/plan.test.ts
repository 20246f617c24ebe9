import { organization, plan } from "./repository";

const argo = (version: string, more = ""): string => `{ argo-cd: { version: ${version} }${more} }`;

/** Virtual clusters need it. */
const SECRETS = ", external-secrets: { version: 1.0.0 }";

describe("the order of promotion", () => {
  const order = "The order is development → staging → production.";
  test("names what the next stage lacks in one sentence", () => {
    const more = ", cert-manager: { version: v1.21.2 }, vault: { version: 0.34.0 }";
    expect(plan(organization({ staging: { components: argo("10.1.1", more) } })).notes).toEqual([
      "cert-manager and vault are not in production: add them there first.",
    ]);
  });

  test.each([
    [
      "development",
      "production",
      `"production" does not come next after "development": staging would be left out. ${order} From "development" only "staging" is allowed.`,
    ],
    [
      "staging",
      "development",
      `Versions never go back from "staging" to "development". ${order} From "staging" only "production" is allowed.`,
    ],
    [
      "production",
      "staging",
      `Versions never go back from "production" to "staging". ${order} "production" is the last, so nothing goes on from there.`,
    ],
    [
      "staging",
      "staging",
      `"staging" can't be promoted to itself. ${order} From "staging" only "production" is allowed.`,
    ],
    ["stagin", "production", `"stagin" is no stage of promotion. Did you mean "staging"? ${order}`],
    ["staging", "qa", `"qa" is no stage of promotion. ${order}`],
  ])("refuses %s to %s", (from, to, message) => {
    expect(plan(organization({ qa: {} }), { from, to }).problems).toBe(
      `environments/organization.yaml:3:12  promotion: ${message}`,
    );
  });

  test("has to name two stages", () => {
    expect(plan(organization({}, ["staging"])).problems).toBe(
      'environments/organization.yaml:3:12  promotion: Nothing can be promoted: "promotion" names less than two stages. Write for example "promotion: [development, staging]".',
    );
  });
});

describe("what moves", () => {
  test("is every version that differs, in the place where it stands", () => {
    const applications = (version: string, tag: string): string =>
      `{ shop: { chart: oci://ghcr.io/example/shop, version: ${version}, images: { web: { repository: ghcr.io/example/web, tag: ${tag} } } } }`;
    const files = organization({
      staging: {
        components: argo("10.2.0", SECRETS),
        applications: applications("1.9.0", "main-2"),
        cluster: "{ version: v1.35.5+k3s1, apiPort: 6551, registryPort: 5002 }",
        clusters: "{ preview: { version: 0.37.0, kubernetes: v1.36.0 } }",
      },
      production: {
        components: argo("10.1.1", SECRETS),
        applications: applications("1.8.0", "main-1"),
        clusters: "{ preview: { version: 0.36.1, kubernetes: v1.35.4 } }",
      },
    });
    expect(plan(files)).toEqual({
      moves: [
        "component argo-cd 10.1.1 → 10.2.0 environments/production.yaml:5:35 (production)",
        "k3s k3s v1.35.4+k3s1 → v1.35.5+k3s1 environments/production.yaml:7:12 (production)",
        "application shop 1.8.0 → 1.9.0 environments/production.yaml:10:69 (production)",
        "image shop/web main-1 → main-2 environments/production.yaml:10:131 (production)",
        "cluster preview 0.36.1 → 0.37.0 environments/production.yaml:11:33 (production)",
        "cluster preview/kubernetes v1.35.4 → v1.36.0 environments/production.yaml:11:53 (production)",
      ],
      notes: [],
    });
    expect(plan(files, { names: ["shop/web", "argo-cd"] }).moves).toEqual([
      "component argo-cd 10.1.1 → 10.2.0 environments/production.yaml:5:35 (production)",
      "image shop/web main-1 → main-2 environments/production.yaml:10:131 (production)",
    ]);
    expect(plan(files, { names: ["shop"] }).moves).toHaveLength(2);
  });

  test("is nothing when the stages agree", () => {
    expect(plan(organization({}))).toEqual({ moves: [], notes: [] });
  });

  test("is not what only one of both has; asked for by name, that is a mistake", () => {
    const files = organization({
      staging: { components: argo("10.1.1", ", cert-manager: { version: v1.21.2 }") },
      production: { components: argo("10.1.1", ", external-secrets: { version: 1.0.0 }") },
    });
    expect(plan(files)).toEqual({ moves: [], notes: ["cert-manager is not in production: add it there first."] });
    expect(plan(files, { names: ["cert-manager"] }).problems).toBe(
      "environments/staging.yaml:5:70  components.cert-manager.version: is not in production: add it there first.",
    );
    expect(plan(files, { names: ["external-secrets"] }).problems).toBe(
      '"external-secrets" is not in staging, so there is no version of it to promote.',
    );
  });

  test.each([
    [
      "argocd",
      'Nothing in staging or production is called "argocd" and has a version. Did you mean "argo-cd"? There is argo-cd, k3s.',
    ],
    ["zzz", 'Nothing in staging or production is called "zzz" and has a version. There is argo-cd, k3s.'],
  ])("has a name: %s is refused", (name, message) => {
    expect(plan(organization({}), { names: [name, "argo-cd"] }).problems).toBe(message);
  });

  test("has one meaning: a name of two things has to be written whole", () => {
    const applications = (version: string): string =>
      `{ k3s: { chart: oci://ghcr.io/example/x, version: ${version} } }`;
    const files = organization({
      staging: { applications: applications("2.0.0") },
      production: { applications: applications("1.0.0") },
    });
    expect(plan(files, { names: ["k3s"] }).problems).toBe(
      '"k3s" can mean k3s/k3s or application/k3s; write one of these.',
    );
    expect(plan(files, { names: ["application/k3s"] }).moves).toEqual([
      "application k3s 1.0.0 → 2.0.0 environments/production.yaml:10:65 (production)",
    ]);
  });
});

describe("a group", () => {
  const common = { "environments/profiles/edge.yaml": "components:\n  argo-cd: { version: 10.1.1 }\n" };
  const member = { extends: "edge", components: "{}" };

  test("gets a version where it stands: in the profile, once, and in the file of who has its own", () => {
    const own = { extends: "edge", components: argo("10.0.0") };
    const files = organization(
      { staging: { components: argo("10.2.0") }, "edge-eu": member, "edge-us": member, "edge-ap": own },
      ["development", "staging", "edge"],
      common,
    );
    expect(plan(files, { to: "edge" }).moves).toEqual([
      "component argo-cd 10.0.0 → 10.2.0 environments/edge-ap.yaml:5:35 (edge-ap)",
      "component argo-cd 10.1.1 → 10.2.0 environments/profiles/edge.yaml:2:23 (edge-eu, edge-us)",
    ]);
  });

  test("is promoted as a whole", () => {
    const files = organization({ "edge-eu": member }, ["development", "staging", "edge"], common);
    expect(plan(files, { to: "edge-eu" }).problems).toBe(
      'environments/organization.yaml:3:12  promotion: "edge-eu" is promoted with its group; name the stage "edge". The order is development → staging → edge.',
    );
  });

  test("gives on only what it agrees on", () => {
    const files = organization(
      { "edge-eu": member, "edge-us": { extends: "edge", components: argo("10.2.0") } },
      ["development", "edge", "production"],
      common,
    );
    expect(plan(files, { from: "edge" }).problems).toBe(
      "environments/profiles/edge.yaml:2:23  components.argo-cd.version: edge-eu has 10.1.1 and edge-us has 10.2.0: which one goes on? Let them agree first.",
    );
  });

  test("may differ in what the next stage does not have", () => {
    const vault = (version: string) => `{ argo-cd: { version: 10.1.1 }, vault: { version: ${version} } }`;
    const member = (version: string) => ({ extends: "edge", components: vault(version) });
    const files = organization(
      { "edge-eu": member("0.34.0"), "edge-us": member("0.34.1") },
      ["development", "edge", "production"],
      common,
    );
    expect(plan(files, { from: "edge" })).toEqual({
      moves: [],
      notes: ["vault is not in production: add it there first."],
    });
  });
});

describe("a pre-release", () => {
  const allowed = { components: argo("10.2.0-rc.1"), prereleases: "true" };
  const place = "environments/production.yaml:5:35  components.argo-cd.version:";

  test("goes only where pre-releases are allowed", () => {
    expect(plan(organization({ staging: allowed })).problems).toBe(
      `${place} 10.2.0-rc.1 is a pre-release, and production allows none. Promote a release, or write "prereleases: true" into environments/production.yaml.`,
    );
    expect(plan(organization({ staging: allowed, production: { prereleases: "true" } })).moves).toHaveLength(1);
  });

  test("is not what the tag of an image calls a variant", () => {
    const applications = (tag: string): string =>
      `{ shop: { path: shop, images: { web: { repository: ghcr.io/example/web, tag: ${tag} } } } }`;
    const files = organization({
      staging: { applications: applications("1.9.0-alpine") },
      production: { applications: applications("1.8.0-alpine") },
    });
    expect(plan(files).moves).toHaveLength(1);
  });
});

describe("a downgrade", () => {
  const files = organization({ production: { components: argo("v10.10.0") } });

  test("has to be meant", () => {
    expect(plan(files).problems).toBe(
      "environments/production.yaml:5:35  components.argo-cd.version: 10.1.1 is older than v10.10.0, which production has. Pass --allow-downgrade if that is meant, or name what else is to go.",
    );
    expect(plan(files, { allowDowngrade: true }).moves).toHaveLength(1);
  });

  test.each([
    ["10.2.0-rc.1", "10.2.0", true],
    ["10.2.0-rc.2", "10.2.0-rc.10", true],
    ["10.2.0", "10.2.0-rc.1", false],
    ["v10.9.0", "v10.10.0", true],
    ["10.2.0+build.1", "10.2.0+build.2", true],
  ])("from what staging has, %s, to %s there is %s", (staging, production, isDowngrade) => {
    const here = { components: argo(staging), prereleases: "true" };
    const there = { components: argo(production), prereleases: "true" };
    expect(plan(organization({ staging: here, production: there })).problems?.includes("is older than") ?? false).toBe(
      isDowngrade,
    );
  });

  test("can't be told of tags that are no versions", () => {
    const applications = (tag: string): string =>
      `{ shop: { path: shop, images: { web: { repository: ghcr.io/example/web, tag: ${tag} } } } }`;
    const images = organization({
      staging: { applications: applications("main-1") },
      production: { applications: applications("main-2") },
    });
    expect(plan(images).moves).toHaveLength(1);
  });
});

describe("dependencies", () => {
  const both = (certManager: string, vault: string, secrets = "1.0.0"): Readonly<Record<string, string>> => ({
    components: argo(
      "10.1.1",
      `, cert-manager: { version: ${certManager} }, external-secrets: { version: ${secrets} }, vault: { version: ${vault} }`,
    ),
  });
  const files = organization({ staging: both("1.21.0", "0.34.0", "1.5.0"), production: both("1.20.0", "0.33.0") });
  const place = "environments/production.yaml:5:136  components.vault.version:";

  test("that would be left behind are named, with what to do", () => {
    expect(plan(files, { names: ["vault"] }, { vault: { "cert-manager": ">=1.21.0" } }).problems).toBe(
      `${place} vault needs cert-manager >=1.21.0, and production has 1.20.0. Promote cert-manager too: staging has 1.21.0. --with-dependencies does.`,
    );
    expect(plan(files, { names: ["vault"] }, { vault: { "cert-manager": ">=1.22.0" } }).problems).toBe(
      `${place} vault needs cert-manager >=1.22.0, and production has 1.20.0. staging has 1.21.0, which does not do either.`,
    );
  });

  test("come along when asked to, and those of theirs", () => {
    const ranges = { vault: { "cert-manager": ">=1.21.0" }, "cert-manager": { "external-secrets": ">=1.5.0" } };
    const moves = plan(files, { names: ["vault"], withDependencies: true }, ranges).moves;
    expect(moves?.map((move) => move.split(" ")[1])).toEqual(["cert-manager", "external-secrets", "vault"]);
  });

  test("come along by themselves where nothing is named", () => {
    expect(plan(files, {}, { vault: { "cert-manager": ">=1.21.0" } }).moves).toHaveLength(3);
  });

  test("don't outgrow those that stay", () => {
    expect(
      plan(files, { names: ["cert-manager"] }, { "external-secrets": { "cert-manager": "<1.21.0" } }).problems,
    ).toBe(
      "environments/production.yaml:5:70  components.cert-manager.version: 1.21.0 would be too much for production: external-secrets needs cert-manager <1.21.0. Leave cert-manager where it is.",
    );
  });
});

describe("what belongs together", () => {
  test("an image that a policy chooses is left to it", () => {
    const production = {
      gitops: "{ engine: flux, repository: example/platform, revision: main }",
      components: "{ flux: { version: 2.18.3 } }",
      applications: `
  shop:
    path: shop
    images:
      web:
        repository: ghcr.io/example/web
        policy: { semver: ">=1.0.0" }
        tag: 1.0.0 # {"$imagepolicy": "flux-system:shop-web:tag"}
`,
    };
    const applications = "{ shop: { path: shop, images: { web: { repository: ghcr.io/example/web, tag: 1.1.0 } } } }";
    expect(plan(organization({ staging: { applications }, production })).notes).toEqual([
      "shop/web is chosen by the image policy of production; it is not promoted.",
    ]);
  });

  test.each([
    [
      "chart",
      "{ shop: { chart: oci://ghcr.io/example/NAME, version: 1.0.0 } }",
      "shop is another chart in production than in staging, so their versions can't be compared.",
    ],
    [
      "image",
      "{ shop: { path: shop, images: { web: { repository: ghcr.io/example/NAME, tag: 1.0.0 } } } }",
      "shop/web is another image in production than in staging, so their versions can't be compared.",
    ],
  ])("another %s is not promoted", (_what, text, note) => {
    const files = organization({
      staging: { applications: text.replace("NAME", "one").replace("1.0.0", "2.0.0") },
      production: { applications: text.replace("NAME", "two") },
    });
    expect(plan(files)).toEqual({ moves: [], notes: [note] });
  });

  test("k3s with a digest of its image is changed by hand", () => {
    const digest = `sha256:${"0".repeat(64)}`;
    const cluster = (version: string, port: number, more = ""): string =>
      `{ version: ${version}, apiPort: ${port}, registryPort: ${port + 100}${more} }`;
    const files = organization({
      staging: { cluster: cluster("v1.35.5+k3s1", 7001) },
      production: { cluster: cluster("v1.35.4+k3s1", 7002, `, digest: ${digest}`) },
    });
    expect(plan(files)).toEqual({
      moves: [],
      notes: ["k3s stands beside cluster.digest in production, which fits one version only; change both by hand."],
    });
    expect(plan(files, { names: ["k3s"] }).problems).toBe(
      "environments/production.yaml:6:21  cluster.version: stands beside cluster.digest in production, which fits one version only; change both by hand.",
    );
  });
});
