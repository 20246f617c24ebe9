import { stringify } from "yaml";
import { ByHand } from "./by-hand";
import { Cluster } from "./cluster";
import { startMirror, type Mirror } from "./mirror";
import { startNodes, type Nodes } from "./nodes";

const MANIFESTS = "/var/lib/rancher/k3s/server/manifests";

describe("a simulated server's own controllers", () => {
  let nodes: Nodes;
  let mirror: Mirror;
  let hand: ByHand;
  let cluster: Cluster;
  const put = (name: string, ...objects: readonly object[]): Promise<string> =>
    hand.run("server-1", `cat > ${MANIFESTS}/${name}`, objects.map((object) => stringify(object)).join("---\n"));
  const told = async (event: string, count = 1): Promise<void> => {
    for (let tries = 0; cluster.story(event).length < count && tries < 100; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(cluster.story(event)).toHaveLength(count);
  };

  beforeAll(async () => {
    nodes = await startNodes({ machines: ["server-1"] });
    mirror = await startMirror(["v1.35.4+k3s1", "v1.36.1+k3s1"]);
    hand = new ByHand(nodes, mirror);
    cluster = new Cluster(nodes);
    await hand.bringUp("server-1", "server", "v1.35.4+k3s1", { "cluster-init": true });
  });
  afterAll(async () => {
    await nodes.stop();
    await mirror.stop();
  });

  const application = {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: { name: "root", namespace: "argocd" },
  };
  const chart = (version: string): object => ({
    apiVersion: "helm.cattle.io/v1",
    kind: "HelmChart",
    metadata: { name: "argo-cd", namespace: "kube-system" },
    spec: { chart: "argo-cd", version, targetNamespace: "argocd", createNamespace: true },
  });
  const definition = {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: "applications.argoproj.io" },
    spec: { names: { kind: "Application" }, scope: "Namespaced" },
  };

  test("apply a file of the manifests folder once, and again when it changes", async () => {
    await put("note.yaml", {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "note", namespace: "default" },
      data: { a: "1" },
    });
    await told("addon-applied");
    await hand.run("server-1", "systemctl restart k3s");
    await put("note.yaml", {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "note", namespace: "default" },
      data: { a: "2" },
    });
    await told("addon-applied", 2);
    expect(await hand.run("server-1", "k3s kubectl get configmap note -o jsonpath='{.data.a}'")).toBe("2");
    expect(cluster.timeline().findLast((line) => line.event === "addon-applied")).toMatchObject({
      file: "note.yaml",
      objects: ["ConfigMap default/note"],
    });
  });

  test("leave in the cluster what vanishes from the folder, and look at no hidden or skipped file", async () => {
    await hand.run("server-1", `rm ${MANIFESTS}/note.yaml; touch ${MANIFESTS}/skipped.yaml.skip`);
    await put(".hidden.yaml", application);
    await put("skipped.yaml", application);
    await hand.run("server-1", "sleep 1; k3s kubectl get configmap note");
    expect(cluster.story("addon-failed")).toEqual([]);
  });

  test("try an object whose kind isn't there yet until it is, which the chart brings", async () => {
    cluster.prepare({ charts: { "argo-cd": { objects: [definition], seconds: 1 } } });
    await put("root.yaml", application);
    await told("addon-failed");
    expect(cluster.timeline().at(-1)).toMatchObject({
      message: 'no matches for kind "Application" in version "argoproj.io/v1alpha1"',
    });
    await put("argo-cd.yaml", chart("10.1.0"));
    await hand.eventually(
      "server-1",
      "k3s kubectl -n kube-system wait --for=condition=complete job/helm-install-argo-cd --timeout=5s",
    );
    await hand.eventually("server-1", "k3s kubectl -n argocd get applications.argoproj.io root");
    expect(cluster.story("helm-install", "helm-upgrade")).toEqual(["helm-install server-1"]);
  });

  test("upgrade a chart when its settings change, and every managed chart when k3s's version does", async () => {
    await put("argo-cd.yaml", chart("10.1.1"));
    await told("helm-upgrade");
    await hand.install("server-1", "v1.36.1+k3s1");
    await hand.run("server-1", "systemctl restart k3s");
    await told("helm-upgrade", 2);
    expect(cluster.timeline().findLast((line) => line.event === "helm-upgrade")).toMatchObject({
      chartVersion: "10.1.1",
      k3s: "v1.36.1+k3s1",
    });
  });

  test("leave an unmanaged chart alone, whatever changes", async () => {
    await hand.run(
      "server-1",
      `rm ${MANIFESTS}/argo-cd.yaml; k3s kubectl -n kube-system annotate helmchart argo-cd helmcharts.helm.cattle.io/unmanaged=true`,
    );
    await put("argo-cd.yaml", chart("10.2.0"));
    await hand.run("server-1", "systemctl restart k3s; sleep 2");
    expect(cluster.story("helm-upgrade")).toHaveLength(2);
  });
});

describe("the simulated service manager", () => {
  let nodes: Nodes;
  const run = async (command: string, input = ""): Promise<string> => {
    const { status, stdout, stderr } = await nodes.ssh("one", command, { input });
    return `${stdout}${stderr}${status === 0 ? "" : `status ${String(status)}\n`}`;
  };
  const unit = (start: string, more = ""): string =>
    `[Service]\nType=exec\nExecStart=${start}\n${more}\n[Install]\nWantedBy=multi-user.target\n`;
  const file = "cat > /etc/systemd/system/work.service; systemctl daemon-reload; ";

  beforeAll(async () => {
    nodes = await startNodes({ machines: ["one"] });
  });
  afterAll(() => nodes.stop());

  test("starts, tells about and stops a service, whose log it keeps", async () => {
    const script = `/bin/sh -c "echo $WORD $OTHER 'and more'; exec sleep 100"`.replaceAll("$", "$");
    await run("cat > /etc/work.env", "OTHER=file\n");
    await run(
      `${file} systemctl enable -q --now work`,
      unit(script, "Environment=WORD=unit\nEnvironmentFile=/etc/work.env"),
    );
    expect(
      await run("systemctl is-active work; systemctl is-enabled work; systemctl show work -p ActiveState,SubState"),
    ).toBe("active\nenabled\nActiveState=active\nSubState=running\n");
    expect(await run("sleep 0.2; journalctl -u work -n 1 --no-pager")).toBe("unit file and more\n");
    expect(await run("kill -0 $(systemctl show work -p MainPID --value)")).toBe("");
    expect(await run("systemctl disable -q --now work; systemctl is-active work")).toBe("inactive\nstatus 3\n");
    expect(await run("ps -e -o args= | grep -c '[s]leep 100'")).toBe("0\nstatus 1\n");
  });

  test("restarts what ends by itself, but not what was stopped", async () => {
    await run(
      `${file} systemctl start work; sleep 1`,
      unit(`/bin/sh -c "sleep 0.1; exit 3"`, "Restart=always\nRestartSec=100ms"),
    );
    expect(Number(await run("systemctl show work -p NRestarts --value"))).toBeGreaterThan(1);
    expect(await run("systemctl stop work; sleep 0.5; systemctl is-active work")).toBe("inactive\nstatus 3\n");
  });

  test("fails a start whose command ends before it was ready, and one of a unit that isn't there", async () => {
    expect(await run(`${file} systemctl start work`, unit("/bin/false").replace("exec", "notify"))).toContain(
      "Job for work.service failed because the control process exited with error code.",
    );
    expect(await run("systemctl start nothing")).toBe(
      "Failed to start nothing.service: Unit nothing.service not found.\nstatus 5\n",
    );
  });

  test("reads a changed unit only after a daemon-reload", async () => {
    await run(file, unit("/bin/echo before").replace("exec", "oneshot"));
    expect(
      await run(
        "sed -i s/before/after/ /etc/systemd/system/work.service; systemctl start work; journalctl -u work -n 2",
      ),
    ).toMatch(/changed on disk[^]*before|before[^]*changed on disk/);
    expect(await run("systemctl daemon-reload; systemctl start work; journalctl -u work -n 2")).toContain("after");
  });

  test("starts enabled services with the machine", async () => {
    await run(`${file} systemctl enable -q work`, unit("/bin/sleep 100"));
    await nodes.machine("one").kill();
    await nodes.machine("one").boot();
    expect(await run("sleep 0.5; systemctl is-active work")).toBe("active\n");
  });

  test.each([
    ["systemctl mask work", "Unknown command verb 'mask'"],
    ["systemctl start --fast work", "unrecognized option '--fast'"],
    ["journalctl --since today -u work", "unrecognized option '--since'"],
    ["sysctl -a", "is not simulated"],
    ["sysctl -w vm.no_such=1", "cannot stat /proc/sys/vm/no_such"],
    ["ip link delete cni0", 'Cannot find device "cni0"'],
    ["ip route flush all", "is not simulated"],
    ["iptables-restore --fast < /dev/null", "is not simulated"],
  ])("refuses what it doesn't know: %s", async (command, message) => {
    const said = await run(command);
    expect(said).toContain(message);
    expect(said).toContain("status 1");
  });

  test("pretends to set kernel parameters", async () => {
    expect(
      await run("sysctl -w kernel.panic=77; sysctl -n kernel.panic; iptables-save | grep -v KUBE | iptables-restore"),
    ).toBe("kernel.panic = 77\n77\n");
  });
});
