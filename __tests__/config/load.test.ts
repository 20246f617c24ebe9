import { join } from "node:path";
import * as fc from "fast-check";
import { parse, stringify } from "yaml";
import { loadPlatform } from "../../stacks/load-platform";
import type { Platform } from "../../config";
import { type Files, inRepository, k3d, k3s, load, node, problemsOf } from "./files";
import { FULL } from "./full";

const ROOT = join(__dirname, "../..");

function platformOf(files: Files): Platform {
  return inRepository(files, (root) => {
    const result = load(root);
    if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 2));
    return result.platform;
  });
}

describe("loadPlatform", () => {
  test("accepts the environments of this repository", () => {
    const result = loadPlatform(ROOT);
    expect(result).toMatchObject({
      ok: true,
      platform: {
        organization: { name: "example", promotion: ["development", "staging", "production", "edge"] },
        environments: [
          { name: "development", kind: "k3d", gitops: { engine: "argocd", credential: "none" } },
          { name: "edge-eu", kind: "k3s", gitops: { engine: "flux" } },
          { name: "edge-us", kind: "k3s", gitops: { engine: "flux" } },
          { name: "production", kind: "eks", gitops: { engine: "argocd" }, aws: { account: "111122223333" } },
          {
            name: "staging",
            kind: "k3s",
            gitops: { engine: "argocd" },
            cluster: { endpoint: "k3s.staging.example.org" },
          },
        ],
        stages: [
          { name: "development", environments: ["development"] },
          { name: "staging", environments: ["staging"] },
          { name: "production", environments: ["production"] },
          { name: "edge", environments: ["edge-eu", "edge-us"] },
        ],
      },
    });
  });

  test("accepts every key that there is", () => {
    expect(problemsOf(FULL)).toBe("");
  });

  test("needs little, and writes the defaults out", () => {
    expect(platformOf({ "environments/staging.yaml": k3s() }).environments).toEqual([
      {
        name: "staging",
        kind: "k3s",
        domain: "staging.example.org",
        state: { backend: "local" },
        tags: {},
        gitops: { engine: "argocd", repository: "example/platform", revision: "main", credential: "none" },
        components: { "argo-cd": { version: "10.1.1", variants: [], options: {} } },
        prereleases: false,
        applications: {},
        tenants: {},
        clusters: {},
        peers: [],
        exceptions: {},
        removals: {},
        cluster: {
          version: "v1.35.4+k3s1",
          servers: {
            "server-1": {
              address: "192.0.2.11",
              hostKey: expect.stringMatching(/^ssh-ed25519 /),
              labels: {},
              taints: {},
            },
          },
          agents: {},
          ssh: { user: "root", port: 22, timeoutSeconds: 60 },
          tlsSans: [],
          podCidr: "10.42.0.0/16",
          serviceCidr: "10.43.0.0/16",
          flannelBackend: "wireguard-native",
          disable: ["traefik"],
          snapshots: { schedule: "0 */12 * * *", retention: 5 },
          drainTimeoutSeconds: 300,
        },
      },
    ]);
    expect(platformOf({ "environments/laptop.yaml": k3d() }).environments[0]?.cluster).toEqual({
      version: "v1.35.4+k3s1",
      servers: 1,
      agents: 0,
      apiPort: 6550,
      registryPort: 5001,
      ports: [],
      disable: ["traefik"],
    });
  });

  test("drops the comment behind a host key", () => {
    const environment = platformOf(FULL).environments.find(({ name }) => name === "full");
    expect(environment?.kind === "k3s" && environment.cluster.agents["agent-1"]?.hostKey).toMatch(/^ssh-ed25519 \S+$/);
  });

  test("takes from a profile what the environment does not say, and null removes what the profile says", () => {
    const [staging] = platformOf({
      "environments/staging.yaml": k3s(
        { extends: "standard", tags: "{ two: ~, three: c }" },
        { servers: "{ server-1: { port: 2222 } }" },
      ),
      "environments/profiles/standard.yaml": `tags: { one: a, two: b }\ncluster: { servers: { server-1: ${node(11)} }, disable: [servicelb] }\n`,
    }).environments;
    expect(staging?.tags).toEqual({ one: "a", three: "c" });
    expect(staging).toMatchObject({
      cluster: { servers: { "server-1": { address: "192.0.2.11", port: 2222 } }, disable: ["servicelb"] },
    });
  });

  test("lets the later of two profiles win, and neither be reset by a third that both extend", () => {
    const profiles = {
      "environments/profiles/base.yaml": "tags: { from: base, base: yes }\n",
      "environments/profiles/one.yaml": "extends: base\ntags: { from: one, one: yes }\n",
      "environments/profiles/two.yaml": "extends: base\ntags: { two: yes }\n",
    };
    const tagsOf = (order: string): unknown =>
      platformOf({ ...profiles, "environments/staging.yaml": k3s({ extends: order }) }).environments[0]?.tags;
    expect(tagsOf("[one, two]")).toEqual({ from: "one", base: "yes", one: "yes", two: "yes" });
    expect(tagsOf("[two, one]")).toEqual({ from: "one", base: "yes", one: "yes", two: "yes" });
    expect(tagsOf("[one, base]")).toEqual({ from: "one", base: "yes", one: "yes" });
    expect(tagsOf("two")).toEqual({ from: "base", base: "yes", two: "yes" });
  });

  test("keeps null in a chart's values, where it means something to Helm", () => {
    const [staging] = platformOf({
      "environments/staging.yaml": k3s({ components: "{ argo-cd: { version: 10.1.1, values: { redis: ~ } } }" }),
    }).environments;
    expect(staging?.components["argo-cd"]?.values).toEqual({ redis: null });
  });

  test("sorts environments by name", () => {
    const files = { "environments/zeta.yaml": k3s(), "environments/alpha.yaml": k3d({ domain: "alpha.example.org" }) };
    expect(platformOf(files).environments.map(({ name }) => name)).toEqual(["alpha", "zeta"]);
  });

  test("allows two environments the same private addresses, and the same addresses behind different jump hosts", () => {
    const bastion = (host: string): string =>
      `{ bastion: { host: ${host}, hostKey: ${node(1).split("hostKey: ")[1]?.slice(0, -2) ?? ""} } }`;
    const servers = `{ server-1: ${node(11, ", privateAddress: 10.0.0.1")} }`;
    const files = {
      "environments/edge-eu.yaml": k3s({ domain: "eu.example.org" }, { servers, ssh: bastion("eu.example.org") }),
      "environments/edge-us.yaml": k3s({ domain: "us.example.org" }, { servers, ssh: bastion("us.example.org") }),
    };
    expect(problemsOf(files)).toBe("");
  });

  test("allows a profile of versions that one stage of promotion uses alone", () => {
    const versions = "components: { argo-cd: { version: 10.1.1 } }\n";
    const edge = (name: string, last: number): string =>
      k3s(
        { domain: `${name}.example.org`, extends: "edge", components: undefined },
        { servers: `{ server-1: ${node(last)} }` },
      );
    const files = {
      "environments/organization.yaml": "name: example\ndomain: example.org\npromotion: [staging]\n",
      "environments/staging.yaml": edge("staging", 11),
      "environments/edge-eu.yaml": edge("edge-eu", 12),
      "environments/profiles/edge.yaml": versions,
    };
    expect(problemsOf(files)).toBe("");
  });

  test("gives the same bytes in whatever order the keys of the files stand", () => {
    const expected = JSON.stringify(platformOf(FULL));
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const shuffled = Object.fromEntries(
          Object.entries(FULL).map(([path, text]) => [path, stringify(shuffle(parse(text), seed))]),
        );
        expect(JSON.stringify(platformOf(shuffled))).toBe(expected);
      }),
      { numRuns: 10 },
    );
  });
});

/** The same data with the keys of every map in another order. */
function shuffle(value: unknown, seed: number): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffle(item, seed));
  if (typeof value !== "object" || value === null) return value;
  const rank = (key: string): number => Buffer.from(key).reduce((hash, byte) => Math.imul(hash ^ byte, 16777619), seed);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => rank(a) - rank(b))
      .map(([key, inner]) => [key, shuffle(inner, seed)]),
  );
}
