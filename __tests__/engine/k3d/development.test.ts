import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { onALaptop } from "./on-a-laptop";

const SECRET = "ghp_this-is-the-token-of-a-private-repository";
const GITOPS = { engine: "argocd", repository: "example/platform", revision: "main", credential: "token" } as const;

onALaptop("development", (desk) => {
  test("deploy makes the cluster, hands it to Argo CD and lets go; a second deploy changes nothing; destroy leaves nothing", () => {
    const { laptop, copy } = desk();
    const first = copy.describe({ agents: 1 }).apply();
    expect(first.output).toContain("argo-cd is installed and pulls https://github.com/example/platform.git");
    expect(first.status).toBe(0);
    expect(laptop.story("node started", "applied", "chart installed", "let go")).toEqual([
      "node started development-registry.localhost",
      "node started k3d-development-server-0",
      "node started k3d-development-agent-0",
      "node started k3d-development-serverlb",
      "applied Namespace//argocd",
      "applied HelmChart/kube-system/argo-cd",
      "chart installed 10.1.1",
      "applied AppProject/argocd/platform",
      "applied Application/argocd/root",
      "let go",
    ]);
    expect(readdirSync(laptop.manifestsFolder)).toEqual([]);
    expect(laptop.kubeconfig).toEqual({ contexts: ["work", "k3d-development"], current: "work" });

    laptop.forget();
    expect(copy.apply().output).toContain("No changes.");
    expect(laptop.timeline).toEqual([]);

    expect(copy.destroy().output).toContain("development: deleted");
    expect(laptop.things).toEqual([]);
    expect(laptop.kubeconfig).toEqual({ contexts: ["work"], current: "work" });
  });

  test("a new version is a new cluster, and the plan says so: the old one goes first, and Argo CD is installed again", () => {
    const { laptop, copy } = desk();
    copy.describe().apply();
    laptop.forget();
    const plan = copy.describe({ version: "v1.35.5+k3s1" }).run(["plan", "-input=false"]);
    expect(plan.output).toContain("terraform_data.k3d_cluster must be replaced");
    expect(plan.output).toMatch(/image += "rancher\/k3s:v1\.35\.4-k3s1" -> "rancher\/k3s:v1\.35\.5-k3s1"/);
    expect(laptop.timeline).toEqual([]);
    expect(copy.apply().status).toBe(0);
    expect(laptop.story("cluster created", "cluster deleted", "let go")).toEqual([
      "cluster deleted development",
      "cluster created development",
      "let go",
    ]);
    expect(laptop.timeline).toContainEqual(
      expect.objectContaining({ name: "k3d-development-server-0", image: "rancher/k3s:v1.35.5-k3s1" }),
    );
  });

  test("a new version of Argo CD in the environment file is not for deploy to install", () => {
    const { laptop, copy } = desk();
    copy.describe().apply();
    laptop.forget();
    const { output } = copy
      .describe({}, { components: { "argo-cd": { version: "10.2.0", variants: [], options: {} } } })
      .apply();
    expect(output).toContain("No changes.");
    expect(laptop.timeline).toEqual([]);
  });

  test("a finished cluster whose state was lost is kept as it is", () => {
    const { laptop, copy } = desk();
    copy.describe().apply();
    copy.loseState();
    laptop.forget();
    expect(copy.apply().output).toContain("the cluster is there already");
    expect(laptop.story("cluster created", "cluster deleted", "applied")).toEqual([]);
  });

  test("a cluster that was deleted by hand doesn't stand in the way of destroy or of the next deploy", () => {
    const { laptop, copy } = desk();
    copy.describe().apply();
    laptop.deleteByHand("development");
    expect(copy.destroy().status).toBe(0);
    expect(laptop.things).toEqual([]);
    expect(copy.apply().status).toBe(0);
  });

  test("brings the repository's token to the server as a file of root alone, and shows it nowhere", async () => {
    const { laptop, copy } = desk();
    const variables = { TF_VAR_repository_token: SECRET };
    copy.describe({}, { gitops: GITOPS });
    const plan = copy.run(["plan", "-input=false", "-out=plan"], variables);
    const shown = copy.run(["show", "-json", "plan"]);
    expect([plan.status, shown.status]).toEqual([0, 0]);

    await copy.killAt("chart installed", "apply", variables);
    const file = join(laptop.manifestsFolder, "argocd-2-repository.yaml");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const applied = copy.apply(variables);
    expect(applied.status).toBe(0);
    expect(laptop.story("applied")).toContain("applied Secret/argocd/platform-repository");
    expect(existsSync(file)).toBe(false);

    const processes = laptop.timeline.flatMap((event) => event.processes ?? []).join("\n");
    expect(processes).toContain("docker exec --interactive");
    const everything = [plan.output, shown.output, applied.output, copy.written, processes].join("\n");
    expect(everything).not.toContain(SECRET);
    expect(everything).not.toContain(Buffer.from(SECRET).toString("base64"));
  });
});
