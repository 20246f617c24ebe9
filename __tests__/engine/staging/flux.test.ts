import { describeMachines } from "./describe-machines";
import { Site } from "./site";

/** A small site, as edge-eu is: Flux comes by the manifests folder of k3s, and k3s lets go of it. */
describeMachines("a site with Flux on machines reached by SSH", "terraform", (engine) => {
  let site: Site;

  beforeAll(async () => {
    site = await Site.start(engine, ["server-1", "agent-1"]);
  });
  afterAll(async () => {
    await site.stop();
  });

  const server = async (command: string): Promise<string> => (await site.nodes.ssh("server-1", command)).stdout.trim();

  test("is made by one deploy, with Flux following its folder of the registry", async () => {
    await site.describe({
      servers: { "server-1": {} },
      agents: { "agent-1": {} },
      gitops: { engine: "flux", repository: "example/platform", revision: "main" },
      components: { flux: { version: "2.18.3" } },
    });
    expect(await site.apply()).toMatchObject({ status: 0 });
    const root = "k3s kubectl -n flux-system get kustomizations.kustomize.toolkit.fluxcd.io platform";
    expect(await server(`${root} -o jsonpath='{.spec.path}'`)).toBe("./registry/environments/staging");
    const repository = "k3s kubectl -n flux-system get gitrepositories.source.toolkit.fluxcd.io platform";
    expect(await server(`${repository} -o jsonpath='{.spec.url}'`)).toBe("https://github.com/example/platform.git");
  });

  test("has let go of Flux: no file in the manifests folder, and a HelmChart that k3s leaves alone", async () => {
    expect(await server("ls /var/lib/rancher/k3s/server/manifests")).not.toContain("flux");
    const chart = "k3s kubectl -n kube-system get helmcharts.helm.cattle.io flux";
    const annotation = "{.metadata.annotations.helmcharts\\.helm\\.cattle\\.io/unmanaged}";
    expect(await server(`${chart} -o jsonpath='${annotation}'`)).toBe("true");
  });

  test("is changed by no second apply", async () => {
    expect(await site.terraform("plan", "-detailed-exitcode")).toMatchObject({ status: 0 });
  });

  test("says by `platform status` in the words of Flux that it waits for the first pull", async () => {
    const status = await site.platform.run("node", ["cli/run.js", "status", "staging"]);
    expect(status.status).toBe(2);
    expect(status.output).toContain("✓ Flux is installed");
    expect(status.output).toContain("… the root Kustomization is applied and ready: not looked at yet");
    expect(status.output).toContain("✓ Flux manages itself");
  });

  test("leaves nothing behind", async () => {
    expect(await site.terraform("destroy", "-auto-approve")).toMatchObject({ status: 0 });
    for (const machine of site.nodes.machines) expect(machine.has("/usr/local/bin/k3s")).toBe(false);
  });
});
