import type { Environment } from "../../config";
import { makeStacks } from "../../stacks";
import { neededSecrets } from "../../stacks/variables";
import { eksEnvironment, k3dEnvironment, k3sEnvironment, platformOf } from "../helpers/environments";
import { synthesizeApp } from "../helpers/synthesize";

const gitops = k3sEnvironment().gitops;
const bucket = { bucket: "example-snapshots", region: "eu-central-1" };
const registries = { mirrors: {}, configs: { "registry.example.org": { credential: true } } };

const cases: readonly (readonly [title: string, environment: Environment, secrets: readonly string[]])[] = [
  ["k3d", k3dEnvironment("development"), []],
  [
    "k3d with a private repository",
    k3dEnvironment("development", {}, { gitops: { ...gitops, credential: "token" } }),
    ["repository_token"],
  ],
  ["k3s", k3sEnvironment(), ["k3s_token"]],
  [
    "k3s with a repository read by SSH",
    k3sEnvironment(
      "staging",
      {},
      { gitops: { ...gitops, repository: "git@git.example.org:platform.git", credential: "ssh" } },
    ),
    ["k3s_token", "repository_ssh_key"],
  ],
  ["EKS", eksEnvironment(), []],
  [
    "EKS with a private repository",
    eksEnvironment("production", {}, { gitops: { ...gitops, credential: "token" } }),
    ["repository_token"],
  ],
  [
    "k3s with snapshots in a bucket and private registries",
    k3sEnvironment("staging", { registries, snapshots: { schedule: "0 3 * * *", retention: 3, s3: bucket } }),
    ["k3s_token", "registry_credentials", "snapshot_s3_access_key", "snapshot_s3_secret_key"],
  ],
];

describe("makeStacks", () => {
  test("gives every environment a stack of its own name, and none depends on another environment's", () => {
    const views = synthesizeApp((app) => {
      makeStacks(app, platformOf(k3dEnvironment("development"), k3sEnvironment("staging"), k3sEnvironment("edge")));
    });
    expect(Object.keys(views)).toEqual(["development", "staging", "edge"]);
    for (const view of Object.values(views)) expect(view.dependencies).toEqual([]);
  });

  test("gives an environment on EKS a stack for what outlives its cluster and one for what needs its API", () => {
    const views = synthesizeApp((app) => {
      makeStacks(app, platformOf(eksEnvironment()));
    });
    const dependencies = Object.entries(views).map(([name, view]) => [name, view.dependencies]);
    expect(Object.fromEntries(dependencies)).toEqual({
      "production-data": [],
      production: [],
      "production-bootstrap": ["production"],
    });
  });

  test("says of every stack which environment it belongs to", () => {
    const views = synthesizeApp((app) => {
      makeStacks(app, platformOf(eksEnvironment("cloud"), k3dEnvironment("laptop"), k3sEnvironment("site")));
    });
    const owners = Object.entries(views).map(([name, { stack }]) => [name, stack.environment]);
    expect(Object.fromEntries(owners)).toEqual({
      "cloud-data": "cloud",
      cloud: "cloud",
      "cloud-bootstrap": "cloud",
      laptop: "laptop",
      site: "site",
    });
  });

  test.each(cases)("declares for %s exactly the secrets that the table says it needs", (_, environment, secrets) => {
    const views = synthesizeApp((app) => {
      makeStacks(app, platformOf(environment));
    });
    expect(neededSecrets(environment)).toEqual(secrets);
    const declared = Object.values(views).flatMap(({ variables }) => Object.keys(variables));
    expect([...new Set(declared)].sort()).toEqual([...secrets].sort());
  });
});
