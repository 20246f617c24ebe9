import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadPlatform } from "../../stacks/load-platform";
import { renderRegistry } from "../../catalog/registry";
import { staleRegistry, writeRegistry } from "../../catalog/registry-folder";
import { run } from "../../cli/commands/new";
import { registered } from "../../cli/new/component";
import type { NewOptions } from "../../cli/new/options";
import type { Context } from "../../cli/context";
import { Failure } from "../../cli/failure";
import { formatProblems, type Platform } from "../../config";
import { Clone } from "../helpers/clone";
import { remember } from "../helpers/restored";
import { ECDSA, ED25519 } from "./world/files";

const clone = new Clone(["environments", "catalog"]);
writeRegistry(clone.root, renderRegistry(platform()));
afterEach(remember(clone, ["environments", "catalog", "registry", ".mermaid-diagrams", "__tests__"]));
afterAll(() => clone.dispose());

function platform(): Platform {
  const loaded = loadPlatform(clone.root);
  if (!loaded.ok) throw new Error(formatProblems(loaded.problems));
  return loaded.platform;
}

/** Runs the command; the answers are those of a person on a terminal. */
async function make(what: string, name: string, options: NewOptions = {}, answers?: readonly string[]) {
  const out: string[] = [];
  const asked: string[] = [];
  const context: Context = {
    root: clone.root,
    env: {},
    platform: "linux",
    colours: false,
    print: (text) => out.push(text),
    tell: () => undefined,
    ask:
      answers &&
      ((question) => {
        asked.push(question);
        return Promise.resolve(answers[asked.length - 1] ?? "");
      }),
  };
  const code = await run(context, what, name, options).catch((error: unknown) => {
    if (!(error instanceof Failure)) throw error;
    return error.message;
  });
  return { code, out: out.join("\n"), asked };
}

const everything = (): Readonly<Record<string, string>> => ({
  ...clone.files("environments"),
  ...clone.files("catalog"),
  ...clone.files("registry"),
});
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const CHART: NewOptions = {
  environment: "development",
  chart: "oci://ghcr.io/example/charts/shop",
  chartVersion: "1.8.2",
};

describe("platform new application", () => {
  test("writes an entry, and the registry that follows from it", async () => {
    const before = clone.read("environments/development.yaml");
    const { code, out } = await make("application", "shop", CHART);
    expect(code).toBe(0);
    expect(out).toMatch(/wrote environments\/development\.yaml\nwrote registry\/.*\nNext: git add --all, git commit$/s);
    const added = clone.read("environments/development.yaml").split("\n");
    expect(added.filter((line) => !/^ {2}shop:|^ {4}(chart: oci:|version: 1\.8\.2)/.test(line)).join("\n")).toBe(
      before,
    );
    expect(added.join("\n")).toMatch(
      /\n {2}shop:\n {4}chart: oci:\/\/ghcr.io\/example\/charts\/shop\n {4}version: 1\.8\.2\n/,
    );
    expect(staleRegistry(clone.root, renderRegistry(platform()))).toEqual([]);
  });

  test("asks a person for what is missing", async () => {
    const { code, asked } = await make("application", "shop", {}, ["", "shop", "1.8.2", "https://charts.example.org"]);
    expect(code).toBe(0);
    expect(asked).toEqual([
      expect.stringMatching(/^Environment \(development, .*\) \[development\]: $/),
      "Helm chart: oci://host/path/name, or a name beside --repository: ",
      "The chart's exact version, such as 1.8.2: ",
      "The https:// address of the chart's repository: ",
    ]);
    expect(platform().environments.find(({ name }) => name === "development")?.applications["shop"]).toMatchObject({
      chart: "shop",
      version: "1.8.2",
      repository: "https://charts.example.org",
    });
  });

  test("takes a folder, and images", async () => {
    await make("application", "shop", {
      environment: "development",
      path: "applications/shop",
      image: ["web=ghcr.io/example/web:1.2.3"],
    });
    expect(platform().environments.find(({ name }) => name === "development")?.applications["shop"]).toMatchObject({
      path: "applications/shop",
      images: { web: { repository: "ghcr.io/example/web", tag: "1.2.3" } },
    });
  });

  test("marks the tags that Flux is to change", async () => {
    clone.edit(
      "environments/development.yaml",
      /components:[\s\S]*/,
      "components: { flux: { version: 2.18.3, variants: [image-automation] } }\n",
    );
    clone.edit(
      "environments/development.yaml",
      "extends: lean",
      "gitops: { engine: flux, repository: example/platform, revision: main, credential: token }",
    );
    writeRegistry(clone.root, renderRegistry(platform()));
    const options = {
      environment: "development",
      path: "applications/shop",
      image: ["web=ghcr.io/example/web:1.2.3"],
      imagePolicy: ">=1.0.0",
    };
    expect((await make("application", "shop", options)).code).toBe(0);
    expect(clone.read("environments/development.yaml")).toContain(
      '        tag: 1.2.3 # {"$imagepolicy": "flux-system:shop-web:tag"}\n        policy: { semver: ">=1.0.0" }\n',
    );
  });

  test("refuses a comment for Flux where the file has its applications between braces, and says to write them in lines", async () => {
    const file = "environments/edge-eu.yaml";
    const text = clone.read(file).replace(/^applications:\n(?: .*\n)+/m, "applications: {}\n");
    clone.write(file, text);
    writeRegistry(clone.root, renderRegistry(platform()));
    const options = {
      environment: "edge-eu",
      path: "shop",
      image: ["web=ghcr.io/example/web:1.2.3"],
      imagePolicy: "*",
    };
    expect((await make("application", "shop", options)).code).toBe(
      `${file}: A comment has no place between braces; write the map in lines.`,
    );
    expect(clone.read(file)).toBe(text);
  });

  test.each<[string, string, NewOptions, string]>([
    [
      "what is missing",
      "shop",
      { environment: "development" },
      "Missing, and there is nobody to ask:\n  --chart  Helm chart: oci://host/path/name, or a name beside --repository\n  --chart-version  The chart's exact version, such as 1.8.2",
    ],
    [
      "two sources",
      "shop",
      { ...CHART, path: "x" },
      "--path and --chart: an application is a folder or a chart; give one of them.",
    ],
    [
      "an unknown environment",
      "shop",
      { ...CHART, environment: "stagng" },
      'There is no environment "stagng". Did you mean "staging"? environments/ has ',
    ],
    [
      "a foreign option",
      "shop",
      { ...CHART, kind: "k3d" },
      "--kind has no meaning for application; it takes --environment, --chart, --chart-version, --repository, --path, --revision, --image, --image-policy, --tenant.",
    ],
    [
      "an image of another form",
      "shop",
      { ...CHART, image: ["web"] },
      '--image "web" is not of the form web=ghcr.io/example/storefront:1.8.2.',
    ],
    [
      "a policy with Argo CD",
      "shop",
      { ...CHART, imagePolicy: "*" },
      "--image-policy: Flux chooses tags, and environments/development.yaml has the engine argocd. Promote tags instead.",
    ],
  ])("refuses %s, and writes nothing", async (_what, name, options, message) => {
    const before = everything();
    expect((await make("application", name, options)).code).toMatch(new RegExp(`^${escaped(message)}`));
    expect(everything()).toEqual(before);
  });

  test("says what the checks would say, and writes nothing", async () => {
    const before = everything();
    expect((await make("application", "shop", { ...CHART, chartVersion: "latest" })).code).toMatch(
      /^environments\/development\.yaml:\d+:\d+ {2}applications\.shop\.version: "latest" is not an exact version .*\nNothing was written\.$/,
    );
    expect(everything()).toEqual(before);
  });

  test("writes over nothing", async () => {
    await make("application", "shop", CHART);
    expect((await make("application", "shop", CHART)).code).toBe(
      'environments/development.yaml has the application "shop" already.',
    );
  });
});

describe("platform new environment", () => {
  test("of k3s begins with the versions of another one, and guards its machines", async () => {
    const server = [`server-1 192.0.2.31 ${ECDSA}`];
    expect((await make("environment", "qa", { kind: "k3s", from: "staging", server })).code).toBe(0);
    const [staging, qa] = ["staging", "qa"].map((name) => platform().environments.find((one) => one.name === name));
    expect(qa).toMatchObject({ kind: "k3s", domain: "qa.example.org", components: staging?.components });
    expect(clone.read("environments/protected.json")).toContain('"qa"');
    expect(staleRegistry(clone.root, renderRegistry(platform()))).toEqual([]);
    expect(clone.read("environments/qa.yaml")).toMatch(/^# yaml-language-server.*\nextends: small\nkind: k3s\n/);
  });

  test("lies in the other one's zone where that holds it, and is read from the same repository", async () => {
    const file = "environments/staging.yaml";
    clone.edit("environments/production.yaml", "\ndomain: example.org\n", "\ndomain: www.example.org\n");
    clone.edit(file, /staging\.example\.org/g, "example.org");
    const gitops = "gitops: { engine: argocd, repository: https://git.example.org/platform.git, revision: main }";
    clone.edit(file, /^dns: /m, `${gitops}\n\ndns: `);
    writeRegistry(clone.root, renderRegistry(platform()));
    expect((await make("environment", "qa", { kind: "k3d", from: "staging" })).code).toBe(0);
    expect(clone.read("environments/qa.yaml")).toContain("\ndns: { provider: cloudflare, zone: example.org }\n");
    expect(clone.read("environments/qa.yaml")).toContain("repository: https://git.example.org/platform.git,");
  });

  test("of k3d has ports of its own", async () => {
    expect((await make("environment", "laptop", { kind: "k3d", from: "development" })).code).toBe(0);
    const made = platform().environments.find(({ name }) => name === "laptop");
    expect(made?.cluster).toMatchObject({ apiPort: 6551, registryPort: 5002 });
  });

  test("asks for the first machine", async () => {
    const { asked } = await make("environment", "qa", {}, ["k3s", "staging", "", "", "192.0.2.31", ED25519]);
    expect(asked.at(-1)).toBe("Its SSH host key (ssh-keyscan -t ecdsa <address>): ");
    expect(platform().environments.map(({ name }) => name)).toContain("qa");
  });

  test.each<[string, string, NewOptions, string | RegExp]>([
    ["one that is there", "staging", {}, "environments/staging.yaml is there already."],
    [
      "one of k3s with the versions of one on EKS",
      "qa",
      { kind: "k3s", from: "production" },
      "production runs on EKS and has no version of k3s to begin with. Choose another for --from.",
    ],
    [
      "one of k3d with the versions of one on EKS",
      "qa",
      { kind: "k3d", from: "production" },
      "production runs on EKS and has no version of k3s to begin with. Choose another for --from.",
    ],
    ["an unknown kind", "qa", { kind: "eks", from: "staging" }, '--kind "eks" is neither k3d nor k3s.'],
    [
      "a server of another form",
      "qa",
      { kind: "k3s", from: "staging", server: ["x"] },
      '--server "x" is not of the form "server-1 192.0.2.31 ecdsa-sha2-nistp256 AAAA…".',
    ],
    [
      "a machine of another one",
      "qa",
      { kind: "k3s", from: "staging", server: [`server-1 192.0.2.11 ${ECDSA}`] },
      /"192\.0\.2\.11" with SSH port 22 is server-1 of staging .*\nNothing was written\.$/s,
    ],
  ])("refuses %s, and writes nothing", async (_what, name, options, message) => {
    const before = everything();
    const { code } = await make("environment", name, options);
    expect(code).toEqual(typeof message === "string" ? message : expect.stringMatching(message));
    expect(everything()).toEqual(before);
  });
});

describe("platform new cluster", () => {
  test("writes an entry, and no second one of the same name", async () => {
    const options = { environment: "staging", chartVersion: "0.36.1", kubernetes: "v1.35.4" };
    expect((await make("cluster", "first", options)).code).toBe(0);
    const staging = platform().environments.find(({ name }) => name === "staging");
    expect(staging?.clusters["first"]).toMatchObject({ version: "0.36.1", kubernetes: "v1.35.4" });
    expect((await make("cluster", "first", options)).code).toBe(
      'environments/staging.yaml has the cluster "first" already.',
    );
  });

  test("suggests the versions that another cluster has, else the Kubernetes version around it", async () => {
    const [other] = Object.values(platform().environments.find(({ name }) => name === "staging")?.clusters ?? {});
    const { asked } = await make("cluster", "second", { environment: "staging" }, ["0.36.1", ""]);
    expect(asked).toEqual([
      `The exact version of vcluster's chart, such as 0.36.1${other === undefined ? "" : ` [${other.version}]`}: `,
      `The cluster's exact Kubernetes version, such as v1.35.4 [${other?.kubernetes ?? "v1.35.4"}]: `,
    ]);
    expect(clone.read("environments/staging.yaml")).toMatch(/\n {2}second:(?: \{ |\n {4})version: 0\.36\.1/);
  });
});

describe("platform new cluster on EKS", () => {
  test("writes an entry", async () => {
    const options = { environment: "production", chartVersion: "0.36.1", kubernetes: "v1.35.4" };
    expect((await make("cluster", "preview", options)).code).toBe(0);
    const production = platform().environments.find(({ name }) => name === "production");
    expect(production?.clusters["preview"]).toMatchObject({ version: "0.36.1", kubernetes: "v1.35.4" });
  });

  test("suggests no version, since EKS names no exact one", async () => {
    const answers = ["0.36.1", "v1.35.4"];
    expect((await make("cluster", "preview", { environment: "production" }, answers)).asked).toEqual([
      "The exact version of vcluster's chart, such as 0.36.1: ",
      "The cluster's exact Kubernetes version, such as v1.35.4: ",
    ]);
  });

  test("asks nobody who is not there", async () => {
    const options = { environment: "production", chartVersion: "0.36.1" };
    expect((await make("cluster", "preview", options)).code).toBe(
      "Missing, and there is nobody to ask:\n  --kubernetes  The cluster's exact Kubernetes version, such as v1.35.4",
    );
  });
});

describe("platform new component", () => {
  const facts: NewOptions = {
    repository: "https://charts.example.org",
    summary: "Counts what pods use.",
    group: "observability",
  };

  test("writes its file, its test and its line in the catalog", async () => {
    const { code, out } = await make("component", "metrics-server", facts);
    expect(code).toBe(0);
    expect(out).toContain(
      "wrote catalog/components/metrics-server.ts\nwrote __tests__/catalog/components/metrics-server.test.ts\nwrote catalog/index.ts\nNext: npm run platform -- schema",
    );
    expect(clone.read("catalog/components/metrics-server.ts")).toContain(
      'chart: { repository: "https://charts.example.org", name: "metrics-server" },',
    );
    expect(clone.read("catalog/index.ts")).toMatch(/metricsServer,\n {2}originCaIssuer/);
    expect((await make("component", "metrics-server", facts)).code).toBe(
      "catalog/components/metrics-server.ts is there already.",
    );
  });

  test.each([
    ["aaa", /^import \{ aaa \} from "\.\/components\/aaa";\n.*= \[\n {2}aaa,\n/s],
    ["zzz", /import \{ zzz \} from "\.\/components\/zzz";\nimport type .*\n {2}zzz,\n\];\n$/s],
    ["new", /import \{ newComponent \} from "\.\/components\/new";\n/],
  ])("puts %s at its place in the order", (name, expected) => {
    expect(registered(readFileSync(join(clone.root, "catalog/index.ts"), "utf8"), name)).toMatch(expected);
  });

  test.each<[string, NewOptions, string]>([
    ["Upper", facts, '"Upper" is not a name: lower-case letters, digits and hyphens, a letter first, no hyphen last.'],
    ["x", { ...facts, repository: "charts" }, '--repository "charts" begins with neither https:// nor oci://.'],
    [
      "x",
      { ...facts, summary: "counts" },
      '--summary "counts" is not a sentence: a capital first, a full stop last, at most 100 letters.',
    ],
    [
      "x",
      { ...facts, group: "x" },
      '--group "x" is none of delivery, certificates, traffic, secrets, observability, policies, backup, clusters.',
    ],
  ])("refuses %s with %j", async (name, options, message) => {
    const before = everything();
    expect((await make("component", name, options)).code).toBe(message);
    expect(everything()).toEqual(before);
  });
});

test("platform new knows four things", async () => {
  expect((await make("aplication", "x")).code).toBe(
    '"aplication" is none of application, component, cluster, environment. Did you mean "application"?',
  );
});
