import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { engines, Laptop } from "./laptop";

const SECRET = "ghp_this-is-the-token-of-a-private-repository";
const PRIVATE = {
  gitops: { engine: "argocd", repository: "example/platform", revision: "main", credential: "token" },
} as const;
/** Where a deploy can die, in the order in which it comes there. */
const KILLED_AT = [
  "network",
  "image volume",
  "node created",
  "node started",
  "cluster created",
  "applied",
  "chart installed",
  "executed",
  "let go",
];
const EVERYTHING = [
  "development-registry.localhost",
  "k3d-development-server-0",
  "k3d-development-serverlb",
  "k3d-development",
  "k3d-development-images",
  "k3d-development-owner",
];

if (engines.length < 2) {
  test.skip("needs terraform and tofu, on the PATH or named by TERRAFORM and TOFU", () => undefined);
}

describe.each(engines)("development with %s", (_, engine) => {
  let laptop: Laptop;
  beforeEach(() => {
    laptop = new Laptop(engine);
  });
  afterEach(() => {
    laptop.remove();
  });

  test("deploy makes the cluster, hands it to Argo CD and lets go; a second deploy changes nothing; destroy leaves nothing", () => {
    laptop.describe({ agents: 1 });
    const first = laptop.apply();
    expect(first.output).toContain("argo-cd is installed and pulls https://github.com/example/platform.git");
    expect(first.status).toBe(0);
    expect(laptop.story("node started", "applied", "chart installed", "let go")).toEqual([
      "node started development-registry.localhost",
      "node started k3d-development-server-0",
      "node started k3d-development-agent-0",
      "node started k3d-development-serverlb",
      "applied",
      "applied",
      "chart installed 10.1.1",
      "applied",
      "applied",
      "let go",
    ]);
    expect(laptop.timeline.flatMap(({ key }) => key ?? [])).toEqual([
      "Namespace//argocd",
      "HelmChart/kube-system/argo-cd",
      "AppProject/argocd/platform",
      "Application/argocd/root",
    ]);
    expect(laptop.manifests).toEqual([]);
    expect(JSON.parse(laptop.kubeconfig)).toEqual({ contexts: ["work", "k3d-development"], current: "work" });

    laptop.forget();
    const second = laptop.apply();
    expect(second.output).toContain("No changes.");
    expect(laptop.timeline).toEqual([]);

    const end = laptop.destroy();
    expect(end.output).toContain("development: deleted");
    expect(laptop.things).toEqual([]);
    expect(JSON.parse(laptop.kubeconfig)).toEqual({ contexts: ["work"], current: "work" });
  });

  test("publishes every port on this machine alone", () => {
    laptop.describe({ ports: ["8080:80@loadbalancer"] }).apply();
    const config = laptop.timeline.find(({ event }) => event === "config")?.config;
    expect(config).toMatchObject({
      kubeAPI: { hostIP: "127.0.0.1", hostPort: "6550" },
      ports: [{ port: "127.0.0.1:8080:80" }],
      registries: { create: { host: "127.0.0.1", hostPort: "5001" } },
    });
  });

  test("a new version is a new cluster, and the plan says so: the old one goes first, and Argo CD is installed again", () => {
    laptop.describe().apply();
    laptop.forget();
    laptop.describe({ version: "v1.35.5+k3s1" });
    const plan = laptop.run(["plan", "-input=false"]);
    expect(plan.output).toContain("terraform_data.k3d_cluster must be replaced");
    expect(plan.output).toMatch(/image +=? *"rancher\/k3s:v1\.35\.4-k3s1" -> "rancher\/k3s:v1\.35\.5-k3s1"/);
    expect(laptop.apply().status).toBe(0);
    expect(laptop.story("cluster created", "cluster deleted", "let go")).toEqual([
      "cluster deleted development",
      "cluster created development",
      "let go",
    ]);
    expect(
      laptop.timeline.find(({ event, name }) => event === "node started" && name === "k3d-development-server-0"),
    ).toMatchObject({
      image: "rancher/k3s:v1.35.5-k3s1",
    });
  });

  test("a new version of Argo CD in the environment file is not this deploy's to make", () => {
    laptop.describe().apply();
    laptop.forget();
    laptop.describe({}, { components: { "argo-cd": { version: "10.2.0" } } });
    expect(laptop.apply().output).toContain("No changes.");
    expect(laptop.timeline).toEqual([]);
  });

  test("a deploy that is killed again and again is finished by the next one, and nothing is left twice", async () => {
    laptop.describe();
    for (const event of KILLED_AT) await laptop.killAt(event, ["apply"]);
    expect(laptop.apply().output).toContain("Apply complete!");
    expect([...laptop.things].sort()).toEqual([...EVERYTHING].sort());
    expect(laptop.manifests).toEqual([]);
    expect(laptop.apply().output).toContain("No changes.");
    await laptop.killAt("node deleted", ["destroy"]);
    await laptop.killAt("cluster deleted", ["destroy"]);
    expect(laptop.destroy().status).toBe(0);
    expect(laptop.things).toEqual([]);
  });

  test.each(["volume created", "network", "node created"])(
    "a deploy killed at '%s' is cleared away by destroy",
    async (event) => {
      laptop.describe();
      await laptop.killAt(event, ["apply"]);
      expect(laptop.destroy().status).toBe(0);
      expect(laptop.things).toEqual([]);
    },
  );

  test("refuses a cluster of the same name that somebody else made, and destroy leaves it alone", () => {
    const foreign =
      "apiVersion: k3d.io/v1alpha5\nkind: Simple\nmetadata: { name: development }\nservers: 1\nagents: 0\nregistries: { create: { name: other-registry } }\n";
    expect(laptop.shell("k3d", ["cluster", "create", "--config", "-"], foreign).output).toContain(
      "created successfully",
    );
    const before = laptop.things;
    laptop.describe();
    const refused = laptop.apply();
    expect(refused.status).toBe(1);
    expect(flowing(refused.output)).toContain(
      'there is a k3d cluster "development" already, and example/development didn\'t make it: k3d-development-server-0 k3d-development-serverlb other-registry It stays as it is.',
    );
    expect(laptop.destroy().output).toContain(
      'the k3d cluster "development" was not made by example/development and stays',
    );
    expect(laptop.things).toEqual(before);
  });

  test("refuses the cluster of another organization's environment of the same name", () => {
    laptop.describe().apply();
    const other = new Laptop(engine, laptop);
    try {
      const refused = other.describe({}, {}, "acme").apply();
      expect(flowing(refused.output)).toContain("acme/development didn't make it");
      expect(other.destroy().status).toBe(0);
      expect([...laptop.things].sort()).toEqual([...EVERYTHING].sort());
    } finally {
      other.remove();
    }
  });

  test("keeps a finished cluster whose state was lost", () => {
    laptop.describe().apply();
    laptop.loseState();
    laptop.forget();
    expect(laptop.apply().output).toContain("the cluster is there already");
    expect(laptop.story("cluster created", "cluster deleted", "applied")).toEqual([]);
  });

  test("a cluster that was deleted by hand doesn't stand in the way of destroy or of the next deploy", () => {
    laptop.describe().apply();
    laptop.shell("k3d", ["cluster", "delete", "development"]);
    expect(laptop.destroy().status).toBe(0);
    expect(laptop.things).toEqual([]);
    expect(laptop.apply().status).toBe(0);
  });

  test("a port that is taken is told with k3d's reason, and the next deploy makes the cluster", () => {
    const holder =
      "apiVersion: k3d.io/v1alpha5\nkind: Simple\nmetadata: { name: other }\nservers: 1\nagents: 0\nregistries: { create: { name: other-registry } }\nports: [{ port: '127.0.0.1:8080:80', nodeFilters: [loadbalancer] }]\n";
    laptop.shell("k3d", ["cluster", "create", "--config", "-"], holder);
    laptop.describe({ ports: ["8080:80@loadbalancer"] });
    const failed = laptop.apply();
    expect(failed.output).toContain("Bind for 127.0.0.1:8080 failed: port is already allocated");
    expect(flowing(failed.output)).toContain("A port that is taken is changed in environments/development.yaml");
    laptop.shell("k3d", ["cluster", "delete", "other"]);
    expect(laptop.apply().status).toBe(0);
  });

  test("says how to get k3d or docker when one is missing, and which of them doesn't run", () => {
    laptop.describe();
    expect(flowing(laptop.apply({ PATH: laptop.pathWithout("k3d") }).output)).toContain(
      "k3d is not on the PATH. Get version 5.8 or newer (brew install k3d, or https://k3d.io/stable/#installation) and deploy again.",
    );
    expect(flowing(laptop.apply({ PATH: laptop.pathWithout("docker") }).output)).toContain("docker is not on the PATH");
    laptop.dockerRuns = false;
    expect(flowing(laptop.apply().output)).toContain(
      "docker doesn't answer. Start it and deploy again. It says: Cannot connect to the Docker daemon",
    );
    laptop.dockerRuns = true;
    expect(laptop.apply().status).toBe(0);
  });

  test("brings the repository's token to the server as a file of root alone, and shows it nowhere", async () => {
    laptop.describe({}, PRIVATE);
    const env = { TF_VAR_repository_token: SECRET };
    const plan = laptop.run(["plan", "-input=false", "-out=plan"], env);
    expect(plan.status).toBe(0);
    const shown = laptop.run(["show", "-json", "plan"]).output;
    await laptop.killAt("chart installed", ["apply"], env);
    const credential = join(laptop.manifestsFolder, "argocd-2-repository.yaml");
    expect(statSync(credential).mode & 0o777).toBe(0o600);
    const applied = laptop.apply(env);
    expect(applied.status).toBe(0);
    expect(laptop.timeline.flatMap(({ key }) => key ?? [])).toContain("Secret/argocd/platform-repository");
    expect(existsSync(credential)).toBe(false);
    const [plain, encoded] = [SECRET, Buffer.from(SECRET).toString("base64")];
    const everything = [plan.output, shown, applied.output, laptop.written, JSON.stringify(laptop.timeline)].join("\n");
    expect(everything).not.toContain(plain);
    expect(everything).not.toContain(encoded);
    expect(laptop.timeline.flatMap(({ processes }) => processes ?? []).length).toBeGreaterThan(0);
  });
});

/** Terraform breaks its messages into lines. */
function flowing(output: string): string {
  return output.replace(/^[│╵╷ ]+/gm, "").replace(/\s+/g, " ");
}
