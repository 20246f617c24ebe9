import { Failure } from "../../../cli/failure";
import { newerThan } from "../../../cli/outdated/compare";
import { githubReleases } from "../../../cli/outdated/github";
import { chartVersions, scanIndex } from "../../../cli/outdated/helm-repository";
import { lookUp } from "../../../cli/outdated/look-up";
import { packageVersions } from "../../../cli/outdated/npm-registry";
import { registryTags } from "../../../cli/outdated/oci-registry";
import { actionTargets, chartSource, type Target } from "../../../cli/outdated/targets";
import { Internet, json, type Page } from "./internet";

let internet: Internet;
async function serve(pages: Internet["pages"]): Promise<Internet> {
  internet = new Internet(pages);
  await internet.start();
  return internet;
}
afterEach(() => internet.stop());

const INDEX = `apiVersion: v1
entries:
  other:
  - name: other
    version: 9.9.9
  vault:
  - annotations:
      version: 7.7.7
    name: vault
    version: 0.34.1
  - name: vault
    version: "0.33.0"
  vault-more:
  - version: 8.8.8
generated: "2026-01-01T00:00:00Z"
`;

describe("a chart repository", () => {
  test("tells the versions of one chart", async () => {
    await serve({ "https://charts.example.org/x/index.yaml": { body: INDEX } });
    expect(await chartVersions(internet.network(), "https://charts.example.org/x/", "vault")).toEqual([
      "0.34.1",
      "0.33.0",
    ]);
    expect(await chartVersions(internet.network(), "https://charts.example.org/x", "vault-more")).toEqual(["8.8.8"]);
    await expect(chartVersions(internet.network(), "https://charts.example.org/x", "none")).rejects.toThrow(
      new Failure('https://charts.example.org/x/index.yaml: has no chart "none".'),
    );
  });

  test("may lay its index out in another way", async () => {
    const text = JSON.stringify({ entries: { vault: [{ version: "1.0.0" }] } });
    const indented =
      "entries:\n    vault:\n        - version: 1.0.0\n          name: vault\n        - name: vault\n          version: 1.1.0\n    x: []\n";
    await serve({
      "https://json.example.org/index.yaml": { body: text },
      "https://bad.example.org/index.yaml": { body: "{" },
    });
    expect(await chartVersions(internet.network(), "https://json.example.org", "vault")).toEqual(["1.0.0"]);
    expect(scanIndex(indented, "vault")).toEqual(["1.0.0", "1.1.0"]);
    await expect(chartVersions(internet.network(), "https://bad.example.org", "vault")).rejects.toThrow(
      new Failure("https://bad.example.org/index.yaml: is not YAML."),
    );
  });
});

describe("an OCI registry", () => {
  const list = "https://ghcr.io/v2/example/charts/shop/tags/list?n=1000";
  const challenge = (authorization: string): Page => ({
    status: 401,
    headers: { "www-authenticate": authorization },
    body: "{}",
  });

  test("gives a token to anybody, and its tags page by page", async () => {
    const realm =
      'Bearer realm="https://auth.example.org/token",service="ghcr.io",scope="repository:example/charts/shop:pull"';
    await serve({
      [list]: ({ headers }) =>
        headers.authorization === "Bearer t1"
          ? {
              body: '{"tags":["1.0.0","1.1.0_build"]}',
              headers: { link: '</v2/example/charts/shop/tags/list?n=1000&last=1>; rel="next"' },
            }
          : challenge(realm),
      [`${list}&last=1`]: ({ headers }) =>
        headers.authorization === "Bearer t1" ? json({ tags: ["2.0.0"] }) : challenge(""),
      "https://auth.example.org/token?scope=repository%3Aexample%2Fcharts%2Fshop%3Apull&service=ghcr.io": json({
        token: "t1",
      }),
    });
    expect(await registryTags(internet.network(), "ghcr.io/example/charts/shop")).toEqual([
      "1.0.0",
      "1.1.0_build",
      "2.0.0",
    ]);
  });

  test("does not get to send its token elsewhere", async () => {
    await serve({
      [list]: { body: '{"tags":["1.0.0"]}', headers: { link: '<https://evil.example.org/v2/x>; rel="next"' } },
    });
    expect(await registryTags(internet.network(), "ghcr.io/example/charts/shop")).toEqual(["1.0.0"]);
    expect(internet.asked).toHaveLength(1);
  });

  test("of Docker Hub has another name", async () => {
    await serve({
      "https://registry-1.docker.io/v2/envoyproxy/gateway-helm/tags/list?n=1000": json({ tags: ["v1.9.1"] }),
      "https://registry-1.docker.io/v2/library/nginx/tags/list?n=1000": json({ tags: null }),
    });
    expect(await registryTags(internet.network(), "docker.io/envoyproxy/gateway-helm")).toEqual(["v1.9.1"]);
    expect(await registryTags(internet.network(), "nginx")).toEqual([]);
  });

  test.each([
    ["a login", challenge('Basic realm="x"'), "oci://ghcr.io/example/charts/shop: asks for a login."],
    ["nothing good", { status: 500, body: "" }, `${list}: answered 500.`],
    ["no JSON", { body: "<html>" }, `${list}: did not answer with JSON.`],
    ["no tags", json({ tags: "x" }), `${list}: did not answer with a list of tags.`],
  ])("that answers with %s is an error", async (_what, page, message) => {
    await serve({ [list]: page });
    await expect(registryTags(internet.network(), "ghcr.io/example/charts/shop")).rejects.toThrow(new Failure(message));
  });
});

describe("GitHub and npm", () => {
  const url = "https://api.github.com/repos/k3s-io/k3s/releases?per_page=100";
  const releases = json([
    { tag_name: "v1.36.0+k3s1", draft: false, prerelease: false },
    { tag_name: "v1.36.1-rc1+k3s1", draft: false, prerelease: true },
    { tag_name: "v1.37.0+k3s1", draft: true, prerelease: false },
  ]);

  test("leave out drafts, pre-releases and what is deprecated", async () => {
    await serve({
      [url]: releases,
      "https://registry.npmjs.org/@scope%2Fname": json({ versions: { "1.0.0": {}, "2.0.0": { deprecated: "no" } } }),
    });
    expect(await githubReleases(internet.network(), "k3s-io/k3s", false)).toEqual(["v1.36.0+k3s1"]);
    expect(await githubReleases(internet.network(), "k3s-io/k3s", true)).toHaveLength(2);
    expect(await packageVersions(internet.network(), "@scope/name")).toEqual(["1.0.0"]);
  });

  test("GitHub alone gets GitHub's token, and is said to want one", async () => {
    await serve({
      [url]: ({ headers }) => (headers.authorization === "Bearer secret" ? releases : { status: 403, body: "" }),
      "https://registry.npmjs.org/a": json({ versions: {} }),
    });
    await expect(githubReleases(internet.network(), "k3s-io/k3s", false)).rejects.toThrow(
      new Failure(`${url}: answered 403; GitHub answers more questions with a token in GITHUB_TOKEN.`),
    );
    const network = internet.network({ githubToken: "secret" });
    expect(await githubReleases(network, "k3s-io/k3s", false)).toHaveLength(1);
    await packageVersions(network, "a");
    expect(internet.asked.at(-1)?.headers.authorization).toBeUndefined();
  });
});

describe("looking up", () => {
  const target = (name: string, current: string, repository: string): Target => ({
    where: "staging",
    name,
    kind: "component",
    current,
    prereleases: false,
    source: chartSource(repository, name),
  });
  const index = (...versions: readonly string[]): Page =>
    json({ entries: { vault: versions.map((version) => ({ version })) } });

  test("reads a plus out of the tags of an OCI registry, which can't hold one", async () => {
    await serve({
      "https://ghcr.io/v2/charts/shop/tags/list?n=1000": json({ tags: ["1.0.0_build.1", "1.0.0_build.2"] }),
    });
    const { versions } = await lookUp(internet.network(), [target("shop", "1.0.0+build.1", "oci://ghcr.io/charts")]);
    expect(versions).toMatchObject([{ name: "shop", newest: "1.0.0+build.2" }]);
  });

  test("asks a source once, and tells an error beside what the others said", async () => {
    await serve({
      "https://a.example.org/index.yaml": index("0.34.1", "0.35.0", "1.0.0", "1.1.0-rc.1"),
      "https://slow.example.org/index.yaml": () => undefined,
    });
    const targets = [
      target("vault", "0.34.0", "https://a.example.org"),
      target("vault", "1.0.0", "https://a.example.org"),
      target("vault", "1.0.0", "https://b.example.org"),
      target("vault", "1.0.0", "https://slow.example.org"),
    ];
    const { versions, errors } = await lookUp(internet.network({ timeoutSeconds: 0.2 }), targets);
    expect(
      versions.map(({ current, patch, minor, newest, outdated }) => [current, patch, minor, newest, outdated]),
    ).toEqual([
      ["0.34.0", "0.34.1", "0.35.0", "1.0.0", true],
      ["1.0.0", "1.0.0", "1.0.0", "1.0.0", false],
    ]);
    expect(errors).toEqual([
      "https://b.example.org/index.yaml: answered 404.",
      "https://slow.example.org/index.yaml: did not answer within 0.2 seconds.",
    ]);
    expect(internet.asked.filter(({ url }) => url.includes("//a."))).toHaveLength(1);
  });

  test("asks six servers at a time", async () => {
    const hosts = Array.from({ length: 20 }, (_, number) => `https://h${number}.example.org`);
    await serve(Object.fromEntries(hosts.map((host) => [`${host}/index.yaml`, index("1.0.0")])));
    const { versions } = await lookUp(
      internet.network(),
      hosts.map((host) => target("vault", "1.0.0", host)),
    );
    expect(versions).toHaveLength(20);
    expect(internet.most).toBeLessThanOrEqual(6);
    expect(internet.most).toBeGreaterThan(1);
  });

  test("says that a server can't be reached", async () => {
    await serve({});
    const network = internet.network({ redirect: () => "http://127.0.0.1:1/" });
    const { errors } = await lookUp(network, [target("vault", "1.0.0", "https://gone.example.org")]);
    expect(errors).toEqual([expect.stringMatching(/^https:\/\/gone\.example\.org\/index\.yaml: can't be reached/)]);
  });
});

describe("what is newer", () => {
  beforeEach(() => serve({}));
  test.each([
    [
      "v1.35.4+k3s1",
      ["v1.35.4+k3s2", "v1.36.0+k3s1"],
      false,
      { patch: "v1.35.4+k3s2", minor: "v1.36.0+k3s1", newest: "v1.36.0+k3s1" },
    ],
    ["v1.2.3", ["1.2.4", "latest", "sha-1", "1.2.2"], false, { patch: "1.2.4", minor: "1.2.4", newest: "1.2.4" }],
    [
      "1.0.0-rc.1",
      ["1.0.0-rc.2", "1.0.0-rc.10"],
      true,
      { patch: "1.0.0-rc.10", minor: "1.0.0-rc.10", newest: "1.0.0-rc.10" },
    ],
    ["1.0.0", ["2.0.0-rc.1"], false, { patch: "1.0.0", minor: "1.0.0", newest: "1.0.0" }],
    ["main-3", ["1.0.0"], false, undefined],
  ])("than %s among %j", (current, all, prereleases, expected) => {
    expect(newerThan(current, all, prereleases)).toEqual(expected);
  });

  test("is looked for once for every action of a workflow", () => {
    const sha = "0".repeat(40);
    const text = `- uses: a/b@${sha} # v1.2.3\n- uses: a/b/sub@${sha} # v1.2.3\n- uses: a/c@v1\n`;
    expect(actionTargets("ci.yml", text).map(({ name, current }) => [name, current])).toEqual([["a/b", "v1.2.3"]]);
  });
});
