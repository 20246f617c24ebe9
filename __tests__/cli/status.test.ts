import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { EksAnswer } from "../../cli/eks";
import { showStatus } from "../../cli/commands/status";
import { parseClusterView, type ClusterView } from "../../cli/k3s/cluster-view";
import { formOf, type Delivered } from "../../cli/k3s/delivered";
import { parseProbe, type MachineState, type Probe } from "../../cli/k3s/probe";
import type { ApiAnswer } from "../../cli/status/eks-api";
import type { K3sGround, Observations } from "../../cli/status/observations";
import { formatSteps, nextOf, type Step } from "../../cli/status/step";
import { stepsOf } from "../../cli/status/steps";
import { describedCluster, EKS_FILES, FILES, NO_CLUSTER, SIGNED_OUT } from "./world/files";
import { World, type Rule } from "./world/world";

const VERSION = "v1.35.4+k3s1";
const OWNER = "example/staging";
const UP: MachineState = { owner: OWNER, installed: VERSION, service: "active", data: "yes", missing: [] };
const EMPTY: MachineState = { owner: "", installed: "", service: "", data: "none", missing: [] };
const SILENT: Probe = {
  ok: false,
  fault: { kind: "unreachable", what: "it can't be reached", fix: "See that it is up." },
};
const NAMES = ["server-1", "server-2", "server-3", "agent-1"];

const ready = (name: string) => ({
  name,
  version: VERSION,
  ready: true,
  etcd: name.startsWith("server"),
  cordoned: false,
});
const ARGO_CD = { resource: "applications.argoproj.io", namespace: "argocd", name: "root" };
const fine = (name: string): Delivered => ({ name, state: "done", words: "Synced, Healthy" });
const CLUSTER: ClusterView = {
  nodes: NAMES.map(ready),
  helmChart: "unmanaged",
  job: "absent",
  delivered: [fine("root"), fine("argo-cd")],
};

/** An environment that is all done, but for what is given. */
function seen(
  given: { readonly machines?: Readonly<Record<string, Probe>>; readonly cluster?: ClusterView } & Partial<
    Omit<Observations, "ground" | "cluster">
  > & { readonly agent?: K3sGround["agent"]; readonly down?: true } = {},
): Observations {
  const { machines = {}, agent = { kind: "keys", count: 1 }, cluster = CLUSTER, down, ...others } = given;
  return {
    environment: "staging",
    messages: [],
    missingSecrets: [],
    engine: "Argo CD",
    root: ARGO_CD,
    job: { namespace: "kube-system", name: "helm-install-argo-cd" },
    cluster: down ? undefined : cluster,
    ground: {
      kind: "k3s",
      version: VERSION,
      owner: OWNER,
      agent,
      machines: NAMES.map((name) => ({
        name,
        role: name.startsWith("server") ? ("server" as const) : ("agent" as const),
        probe: machines[name] ?? { ok: true, state: UP },
      })),
    },
    ...others,
  };
}

const all = (probe: Probe) => Object.fromEntries(NAMES.map((name) => [name, probe]));
const states = (steps: readonly Step[]) => Object.fromEntries(steps.map(({ id, state }) => [id, state]));
const step = (steps: readonly Step[], id: string) => steps.find((candidate) => candidate.id === id);

describe("the steps of a first run", () => {
  test("are all done when everything runs, is ready, synced and handed over", () => {
    const steps = stepsOf(seen());
    expect(new Set(Object.values(states(steps)))).toEqual(new Set(["done"]));
    expect(nextOf(steps)).toBeUndefined();
    expect(step(steps, "etcd")?.detail).toBe("3 of 3 members ready, 2 needed");
    expect(step(steps, "applications")?.detail).toBe("1 of 1");
  });

  test("begin with the variables, and each waits for the one before", () => {
    const steps = stepsOf(
      seen({ missingSecrets: ["k3s_token"], machines: all({ ok: true, state: EMPTY }), down: true }),
    );
    expect(formatSteps(steps, false)).toBe(`✓ the environment files are right
✓ the stacks are synthesized and keep the policies
✗ the variables are set: missing: TF_VAR_k3s_token (for a first cluster, openssl rand -hex 32 makes a token)
✓ the SSH agent has a key
✓ every machine answers by SSH
✗ k3s runs on every node
    ✗ server-1: not set up yet
    ✗ server-2: not set up yet
    ✗ server-3: not set up yet
    ✗ agent-1: not set up yet
… etcd has its quorum (waits for "k3s runs on every node")
… Argo CD is installed (waits for "etcd has its quorum")
… the root Application is synced and healthy (waits for "Argo CD is installed")
… Argo CD manages itself (waits for "the root Application is synced and healthy")
… applications are synced and healthy (waits for "the root Application is synced and healthy")

Next: read -rs TF_VAR_k3s_token && export TF_VAR_k3s_token`);
  });

  test("don't ask for variables once the cluster is up: only a deploy needs them", () => {
    const steps = stepsOf(seen({ missingSecrets: ["k3s_token"] }));
    expect(step(steps, "secrets")).toMatchObject({ state: "later", detail: "the next deploy needs TF_VAR_k3s_token" });
    expect(nextOf(steps)).toBeUndefined();
  });

  test("say to deploy when the machines answer and are empty", () => {
    expect(nextOf(stepsOf(seen({ machines: all({ ok: true, state: EMPTY }), down: true })))).toBe(
      "npx cdktf deploy staging",
    );
  });

  test("blame the agent, not the machines, when it has no key", () => {
    const fault = { kind: "agent", what: "no key", fix: "ssh-add" } as const;
    const agent = { kind: "empty", what: "the SSH agent has no key", fix: "Add yours: ssh-add" } as const;
    const steps = stepsOf(seen({ agent, machines: all({ ok: false, fault }), down: true }));
    expect(states(steps)).toMatchObject({ agent: "todo", machines: "waiting", nodes: "waiting", etcd: "waiting" });
    expect(nextOf(steps)).toBe("Add yours: ssh-add");
  });

  test("name the machine that can't be reached, and still show what the cluster says of it", () => {
    const nodes = CLUSTER.nodes.map((node) => (node.name === "server-2" ? { ...node, ready: false } : node));
    const steps = stepsOf(seen({ machines: { "server-2": SILENT }, cluster: { ...CLUSTER, nodes } }));
    expect(step(steps, "machines")?.parts?.[1]).toEqual({
      name: "server-2",
      state: "failed",
      detail: "it can't be reached",
      next: "See that it is up.",
    });
    expect(step(steps, "nodes")?.parts?.[1]).toMatchObject({ state: "failed", detail: "not ready" });
    expect(step(steps, "etcd")).toMatchObject({
      state: "failed",
      detail: "2 of 3 members ready, 2 needed",
      next: "journalctl -u k3s on server-2",
    });
    expect(nextOf(steps)).toBe("See that it is up.");
  });

  test.each([
    [{ ...UP, owner: "example/other" }, "machines", "failed", "belongs to example/other, not to example/staging"],
    [{ ...EMPTY, missing: ["scp", "curl"] }, "machines", "failed", "has no scp, curl"],
    [{ ...UP, service: "failed" }, "nodes", "failed", "k3s is failed"],
    [{ ...UP, service: "" }, "nodes", "failed", "k3s is not set up to the end"],
    [EMPTY, "nodes", "todo", "not set up yet"],
  ] as const)("judge a machine that says %j", (state, id, verdict, detail) => {
    const steps = stepsOf(seen({ machines: { "agent-1": { ok: true, state } } }));
    expect(step(steps, id)?.parts?.at(-1)).toMatchObject({ name: "agent-1", state: verdict, detail });
  });

  test.each([
    [{ version: "v1.34.9+k3s1" }, "todo", "v1.34.9+k3s1, the file says v1.35.4+k3s1", "npx cdktf deploy staging"],
    [{ cordoned: true }, "todo", "takes no pods (cordoned)", "kubectl uncordon agent-1"],
    [{ ready: false }, "failed", "not ready", "kubectl describe node agent-1"],
  ] as const)("judge a node that is %j", (change, state, detail, next) => {
    const nodes = CLUSTER.nodes.map((node) => (node.name === "agent-1" ? { ...node, ...change } : node));
    const steps = stepsOf(seen({ cluster: { ...CLUSTER, nodes } }));
    expect(step(steps, "nodes")?.parts?.at(-1)).toEqual({ name: "agent-1", state, detail, next });
    expect(nextOf(steps)).toBe(next);
  });

  test("point to the restore when servers run and no API answers", () => {
    const steps = stepsOf(seen({ down: true }));
    expect(step(steps, "etcd")).toMatchObject({ state: "failed", detail: "the API of no server answers" });
    expect(step(steps, "etcd")?.next).toContain("npm run platform -- restore staging --list");
  });

  test("point to the restore on a server that was set up again and may not begin a second cluster", () => {
    const state = { ...UP, service: "inactive", data: "lost" } as const;
    const machines = { ...all({ ok: true, state: EMPTY }), "server-1": { ok: true, state } } as const;
    const steps = stepsOf(seen({ machines, down: true }));
    expect(step(steps, "nodes")?.parts?.[0]).toMatchObject({
      state: "failed",
      detail: "has no data, and no server answers that it could join",
    });
    expect(nextOf(steps)).toBe("npm run platform -- restore staging --list");
  });

  test("see a server that has not joined yet", () => {
    const nodes = CLUSTER.nodes.filter(({ name }) => name !== "server-3");
    const steps = stepsOf(
      seen({ machines: { "server-3": { ok: true, state: EMPTY } }, cluster: { ...CLUSTER, nodes } }),
    );
    expect(step(steps, "etcd")).toMatchObject({
      state: "todo",
      detail: "2 of 2 members ready, 2 needed; the file has 3 servers",
    });
  });

  test.each([
    ["absent", "managed", "todo", "npx cdktf deploy staging"],
    ["running", "managed", "waiting", undefined],
    ["failed", "managed", "failed", "kubectl -n kube-system logs job/helm-install-argo-cd"],
    ["complete", "managed", "done", undefined],
  ] as const)("follow the installation of Argo CD: job %s", (job, helmChart, state, next) => {
    const steps = stepsOf(seen({ cluster: { ...CLUSTER, job, helmChart, delivered: [] } }));
    expect(step(steps, "engine")).toMatchObject({ state });
    expect(nextOf(steps)).toBe(next);
    expect(states(steps)).toMatchObject({ root: "waiting", handover: "waiting", applications: "waiting" });
  });

  test("deploy again when k3s still manages what Argo CD should", () => {
    const steps = stepsOf(seen({ cluster: { ...CLUSTER, helmChart: "managed", job: "complete" } }));
    expect(step(steps, "handover")).toMatchObject({ state: "todo", next: "npx cdktf deploy staging" });
  });

  test("count the applications, and name those that are not well", () => {
    const delivered: readonly Delivered[] = [
      ...CLUSTER.delivered,
      { name: "vault", state: "waiting", words: "OutOfSync, Progressing" },
      { name: "loki", state: "failed", words: "Synced, Degraded" },
    ];
    const applicationsStep = step(stepsOf(seen({ cluster: { ...CLUSTER, delivered } })), "applications");
    expect(applicationsStep).toMatchObject({
      state: "failed",
      detail: "1 of 3",
      next: "kubectl -n argocd describe application loki",
    });
    expect(formatSteps(applicationsStep ? [applicationsStep] : [], false))
      .toBe(`✗ applications are synced and healthy: 1 of 3
    … vault: OutOfSync, Progressing
    ✗ loki: Synced, Degraded

Next: kubectl -n argocd describe application loki`);
  });

  test("speak of Flux in its own words", () => {
    const delivered: readonly Delivered[] = [
      { name: "platform", state: "done", words: "ReconciliationSucceeded" },
      { name: "cert-manager", state: "failed", words: "HealthCheckFailed" },
      { name: "gateway", state: "waiting", words: "DependencyNotReady" },
    ];
    const root = { resource: "kustomizations.kustomize.toolkit.fluxcd.io", namespace: "flux-system", name: "platform" };
    const steps = stepsOf(seen({ engine: "Flux", root, cluster: { ...CLUSTER, delivered } }));
    expect(formatSteps(steps.slice(-4), false)).toBe(`✓ Flux is installed
✓ the root Kustomization is applied and ready
✓ Flux manages itself
✗ kustomizations are applied and ready: 0 of 2
    ✗ cert-manager: HealthCheckFailed
    … gateway: DependencyNotReady

Next: kubectl -n flux-system describe kustomization cert-manager`);
  });

  test("take a key of many lines from its file, which read could not", () => {
    expect(nextOf(stepsOf(seen({ missingSecrets: ["repository_ssh_key"], down: true })))).toBe(
      'export TF_VAR_repository_ssh_key="$(cat ~/path/to/the/key)"',
    );
  });

  test("show a message of many lines below its mark", () => {
    const steps = stepsOf(seen({ messages: ["first\nsecond"] }));
    expect(formatSteps(steps, false)).toContain("    ✗ first\n      second\n");
  });

  test("show what stops the synthesis", () => {
    const steps = stepsOf(seen({ messages: ["staging: K3S-01 …"] }));
    expect(step(steps, "synthesis")).toMatchObject({ state: "failed", parts: [{ detail: "staging: K3S-01 …" }] });
  });

  test.each([
    [[{ what: "k3d is not on the PATH", fix: "platform doctor" }], "absent", "platform doctor"],
    [[], "absent", "npx cdktf deploy staging"],
    [[], "stopped", "k3d cluster start staging"],
  ] as const)("of a k3d environment begin with its tools: %j, %s", (faults, cluster, next) => {
    const steps = stepsOf({ ...seen({ down: true }), ground: { kind: "k3d", faults, cluster } });
    expect(nextOf(steps)).toBe(next);
    expect(states(steps)).toMatchObject({ engine: "waiting" });
  });
});

describe("what machines and clusters print", () => {
  test("is read line by line", () => {
    expect(parseProbe("owner=a/b\ninstalled=v1\nservice=active\ndata=lost\nmissing=scp\nmissing=curl\n")).toEqual({
      owner: "a/b",
      installed: "v1",
      service: "active",
      data: "lost",
      missing: ["scp", "curl"],
    });
    expect(parseProbe("")).toEqual(EMPTY);
    expect(parseClusterView("api|down\n", ARGO_CD)).toBeUndefined();
    expect(
      parseClusterView(
        "api|ready\nnode|server-1|v1|True|true||abc|10.0.0.11\nnode|agent-1|v1|Unknown||true||10.0.0.21\nchart|presenttrue\njob|present||2\ndelivered|root|Synced|Healthy\n",
        ARGO_CD,
      ),
    ).toEqual({
      nodes: [
        { name: "server-1", version: "v1", ready: true, etcd: true, cordoned: false },
        { name: "agent-1", version: "v1", ready: false, etcd: false, cordoned: true },
      ],
      helmChart: "unmanaged",
      job: "failed",
      delivered: [fine("root")],
    });
    expect(parseClusterView("api|ready\nchart|present\njob|present|1|\n", ARGO_CD)).toMatchObject({
      helmChart: "managed",
      job: "complete",
    });
  });
});

describe("where something that the engine brings stands", () => {
  test.each([
    ["Synced", "Healthy", "done", "Synced, Healthy"],
    ["Synced", "Suspended", "done", "Synced, Suspended"],
    ["OutOfSync", "Healthy", "waiting", "OutOfSync, Healthy"],
    ["Synced", "Degraded", "failed", "Synced, Degraded"],
    ["Unknown", "Healthy", "failed", "Unknown, Healthy"],
    ["", "", "waiting", "not looked at yet"],
  ])("of an Application that is %j and %j: %s", (sync, health, state, words) => {
    expect(formOf(ARGO_CD.resource).read("vault", sync, health)).toEqual({ name: "vault", state, words });
  });

  test.each([
    ["True", "ReconciliationSucceeded", "done", "ReconciliationSucceeded"],
    ["False", "DependencyNotReady", "waiting", "DependencyNotReady"],
    ["Unknown", "Progressing", "waiting", "Progressing"],
    ["False", "BuildFailed", "failed", "BuildFailed"],
    ["", "", "waiting", "not looked at yet"],
  ])("of a Kustomization whose readiness is %j for %j: %s", (ready, reason, state, words) => {
    const form = formOf("kustomizations.kustomize.toolkit.fluxcd.io");
    expect(form.read("vault", ready, reason)).toEqual({ name: "vault", state, words });
  });

  test("is asked of kinds that somebody knows only", () => {
    expect(() => formOf("pods")).toThrow("Nobody knows how pods say where they stand.");
  });
});

describe("the steps of a first run on EKS", () => {
  const ground = (answer: EksAnswer, api?: ApiAnswer, publicApi = false): readonly Step[] => {
    const known = seen(api?.kind === "view" ? { cluster: api.view } : { down: true });
    return stepsOf({ ...known, environment: "production", ground: { kind: "eks", answer, api, publicApi } });
  };
  const cluster = (status: string): EksAnswer => ({ kind: "cluster", cluster: { status } });
  const view = (...delivered: readonly Delivered[]): ApiAnswer => ({
    kind: "view",
    view: { nodes: [], helmChart: "absent", job: "absent", delivered },
  });
  const TUNNEL = "npm run platform -- tunnel production --";

  test("begin with AWS, and say how to reach it", () => {
    const answer: EksAnswer = { kind: "fault", what: "aws is not on the PATH", fix: "Install the AWS CLI." };
    const steps = ground(answer);
    expect(step(steps, "aws")).toEqual({
      id: "aws",
      title: "AWS answers",
      state: "todo",
      detail: "aws is not on the PATH",
      next: "Install the AWS CLI.",
    });
    expect(states(steps)).toMatchObject({ cluster: "waiting", api: "waiting", engine: "waiting", root: "waiting" });
    expect(nextOf(steps)).toBe("Install the AWS CLI.");
  });

  test("say to deploy when there is no cluster", () => {
    const steps = ground({ kind: "absent" });
    expect(states(steps)).toMatchObject({ aws: "done", cluster: "todo", api: "waiting" });
    expect(step(steps, "cluster")?.detail).toBe("there is none yet");
    expect(nextOf(steps)).toBe("npx cdktf deploy production");
  });

  test.each(["CREATING", "PENDING", "UPDATING"])("wait while EKS says %s", (status) => {
    const steps = ground(cluster(status));
    expect(step(steps, "cluster")).toMatchObject({ state: "waiting", detail: `EKS says ${status}` });
    expect(nextOf(steps)).toBeUndefined();
  });

  test.each(["FAILED", "DELETING", "SOMETHING_NEW"])("are not done when EKS says %s", (status) => {
    expect(step(ground(cluster(status)), "cluster")).toMatchObject({ state: "failed", detail: `EKS says ${status}` });
  });

  test("are all done when Argo CD has brought everything", () => {
    const steps = ground(cluster("ACTIVE"), view(fine("root"), fine("vault")));
    expect(new Set(Object.values(states(steps)))).toEqual(new Set(["done"]));
    expect(nextOf(steps)).toBeUndefined();
  });

  test.each([
    [false, `${TUNNEL} npx cdktf deploy production production-bootstrap`],
    [true, "npx cdktf deploy production production-bootstrap"],
  ])("say how Argo CD comes into a cluster without it (a public API: %s)", (publicApi, next) => {
    const steps = ground(cluster("ACTIVE"), view(), publicApi);
    expect(states(steps)).toMatchObject({ api: "done", engine: "todo", root: "waiting", applications: "waiting" });
    expect(nextOf(steps)).toBe(next);
  });

  test("look at a failed application by the way that leads to it", () => {
    const broken: Delivered = { name: "vault", state: "failed", words: "Synced, Degraded" };
    const steps = ground(cluster("ACTIVE"), view(fine("root"), broken));
    expect(step(steps, "applications")).toMatchObject({ state: "failed", detail: "0 of 1" });
    expect(nextOf(steps)).toBe(`${TUNNEL} kubectl -n argocd describe application vault`);
    expect(nextOf(ground(cluster("ACTIVE"), view(fine("root"), broken), true))).toBe(
      "kubectl -n argocd describe application vault",
    );
  });

  test("say why the API gave no answer", () => {
    const steps = ground(cluster("ACTIVE"), { kind: "fault", what: "Unauthorized" });
    expect(step(steps, "api")).toMatchObject({ state: "todo", detail: "Unauthorized" });
    expect(states(steps)).toMatchObject({ engine: "waiting", root: "waiting" });
  });

  test("lead through the tunnel once the cluster runs", () => {
    const steps = ground(cluster("ACTIVE"), { kind: "out of reach" });
    expect(formatSteps(steps, false)).toBe(`✓ the environment files are right
✓ the stacks are synthesized and keep the policies
✓ the variables are set
✓ AWS answers
✓ the cluster runs
✗ its API is in reach: not from here, but through the tunnel
… Argo CD is installed (waits for "its API is in reach")
… the root Application is synced and healthy (waits for "Argo CD is installed")
… Argo CD manages itself (waits for "the root Application is synced and healthy")
… applications are synced and healthy (waits for "the root Application is synced and healthy")

Next: npm run platform -- tunnel production -- npm run platform -- status production`);
  });
});

describe("platform status on EKS", () => {
  const world = new World(["aws"], EKS_FILES);
  afterAll(() => {
    world.dispose();
  });

  test.each<[string, Omit<Rule, "program">, string, string]>([
    [
      "no cluster",
      { status: 254, stderr: NO_CLUSTER },
      "✗ the cluster runs: there is none yet",
      "npx cdktf deploy production",
    ],
    [
      "nobody who is signed in",
      { status: 255, stderr: SIGNED_OUT },
      "✗ AWS answers: aws could not ask EKS: The SSO session",
      "Sign in to the account 111122223333 (aws sso login, or AWS_PROFILE), then try again.",
    ],
    [
      "a cluster that runs",
      { stdout: describedCluster() },
      "✓ the cluster runs",
      "npm run platform -- tunnel production -- npm run platform -- status production",
    ],
  ])("asks AWS alone, and sees %s", async (_, answer, line, next) => {
    world.answer({ program: "aws", ...answer });
    const { code, out } = await world.run((context) => showStatus(context, "production", {}));
    expect(out).toContain("✓ the stacks are synthesized and keep the policies");
    expect(out).toContain(line);
    expect(out).toMatch(new RegExp(`\nNext: ${next.replace(/[().]/g, "\\$&")}$`));
    expect(code).toBe(2);
    for (const { args } of world.calls()) expect(args.join(" ")).toMatch(/^(eks describe|sts get)-/);
  });
});

describe("platform status on EKS, by its API", () => {
  const open = EKS_FILES["environments/production.yaml"]?.replace(
    "cluster:\n",
    "cluster:\n  publicAccess: [203.0.113.0/24]\n",
  );
  const inside = new World(["aws", "kubectl"], EKS_FILES);
  const outside = new World(["aws", "kubectl"], { ...EKS_FILES, "environments/production.yaml": open ?? "" });
  const bare = new World(["aws"], { ...EKS_FILES, "environments/production.yaml": open ?? "" });
  const aws = { program: "aws", stdout: describedCluster() };
  const done = "root|Synced|Healthy\nargo-cd|Synced|Healthy\n";
  afterAll(() => {
    [inside, outside, bare].forEach((world) => {
      world.dispose();
    });
  });
  /** The kubeconfig that kubectl was given is gone afterwards. */
  const asked = (world: World) => {
    const args = world.calls("kubectl")[0]?.args ?? [];
    expect(existsSync(args[1] ?? "")).toBe(false);
    return args.toSpliced(0, 2).join(" ");
  };

  test("is all done where Argo CD says so, and reads its Applications once", async () => {
    outside.answer(aws, { program: "kubectl", stdout: done });
    const { code, out } = await outside.run((context) => showStatus(context, "production", {}));
    expect(out).toContain("✓ applications are synced and healthy: 1 of 1");
    expect(code).toBe(0);
    expect(outside.calls("kubectl")).toHaveLength(1);
    expect(asked(outside)).toMatch(/^get applications\.argoproj\.io -n argocd -o jsonpath=/);
  });

  test("goes by the proxy of the tunnel that it runs in", async () => {
    inside.answer(aws, { program: "kubectl", asks: "get", stdout: done });
    const kubectl = join(inside.root, "bin/kubectl");
    const fake = readFileSync(kubectl, "utf8");
    writeFileSync(kubectl, fake.replace("\n", `\n/bin/cp "$2" "${inside.root}/seen"\n`));
    const env = { ...inside.env, KUBE_PROXY_URL: "http://127.0.0.1:8123" };
    const { code } = await inside.run((context) => showStatus({ ...context, env }, "production", {}));
    expect(code).toBe(0);
    expect(inside.read("seen")).toContain("proxy-url: http://127.0.0.1:8123");
    expect(inside.read("seen")).toContain("server: https://0123456789ABCDEF.gr7.eu-central-1.eks.amazonaws.com");
  });

  test.each([
    [
      'error: the server doesn\'t have a resource type "applications"',
      "✗ Argo CD is installed: nothing installs it yet",
    ],
    [
      "E1128 noise\nerror: You must be logged in to the server (Unauthorized)",
      "✗ its API is in reach: error: You must be logged in to the server (Unauthorized)",
    ],
    ["", "✗ its API is in reach: kubectl failed and gave no reason"],
  ])("understands kubectl that says %j", async (stderr, line) => {
    outside.answer(aws, { program: "kubectl", status: 1, stderr });
    const { code, out } = await outside.run((context) => showStatus(context, "production", {}));
    expect(out).toContain(line);
    expect(code).toBe(2);
  });

  test("says how to get kubectl where there is none", async () => {
    bare.answer(aws);
    const { out } = await bare.run((context) => showStatus(context, "production", {}));
    expect(out).toContain("✗ its API is in reach: kubectl is not on the PATH");
    expect(out).toMatch(/\nNext: npm run platform -- doctor production$/);
  });
});

describe("platform status on EKS where AWS runs Argo CD", () => {
  const managed =
    "cluster:\n  managedArgoCd: { identityCenter: { instance: arn:aws:sso:::instance/ssoins-0123456789abcdef } }\n";
  const file = "environments/production.yaml";
  const text = (EKS_FILES[file] ?? "").replace("cluster:\n", managed).replace(/components: .*/, "components: {}");
  const world = new World(["aws"], { ...EKS_FILES, [file]: text });
  afterAll(() => {
    world.dispose();
  });

  test("needs no component of Argo CD, and its API is looked into the same way", async () => {
    world.answer({ program: "aws", stdout: describedCluster() });
    const { out } = await world.run((context) => showStatus(context, "production", {}));
    expect(out).toContain("✓ the stacks are synthesized and keep the policies");
    expect(out).toMatch(/\nNext: npm run platform -- tunnel production -- npm run platform -- status production$/);
  });
});

describe("platform status", () => {
  const world = new World(["ssh", "ssh-add", "k3d", "docker"], FILES);
  const agent = { program: "ssh-add", stdout: "256 SHA256:x me (ED25519)\n" };
  const probe = {
    program: "ssh",
    asks: "installed_version 2>",
    stdout: `owner=${OWNER}\ninstalled=${VERSION}\nservice=active\n`,
  };
  const view = ["api|ready", ...NAMES.map((name) => `node|${name}|${VERSION}|True|${String(name !== "agent-1")}|||`)];
  const done = [...view, "chart|presenttrue", "job|", "delivered|root|Synced|Healthy"].join("\n");
  afterAll(() => {
    world.dispose();
  });

  test("asks every machine and one API, and exits with 0 when all is done", async () => {
    world.answer(agent, probe, { program: "ssh", asks: "api_ready", stdout: done });
    const { code, out } = await world.run((context) => showStatus(context, "staging", {}));
    expect(out).toContain("– the variables are set: the next deploy needs TF_VAR_k3s_token");
    expect(code).toBe(0);
    const hosts = world.calls("ssh").map(({ host }) => host);
    expect(hosts.slice(0, 4).sort()).toEqual(["192.0.2.11", "192.0.2.12", "192.0.2.13", "192.0.2.21"]);
    expect(hosts.slice(4)).toEqual(["192.0.2.11"]);
  });

  test("prints the steps as JSON, and exits with 2 while something is to do", async () => {
    world.answer(agent, { program: "ssh" });
    const { code, out } = await world.run((context) => showStatus(context, "staging", { json: true }));
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      environment: "staging",
      done: false,
      next: "read -rs TF_VAR_k3s_token && export TF_VAR_k3s_token",
      steps: expect.arrayContaining([expect.objectContaining({ id: "nodes", state: "todo" })]),
    });
  });

  test("never shows a variable's value", async () => {
    world.answer(agent, { program: "ssh" });
    const env = { ...world.env, TF_VAR_k3s_token: "s3cret" };
    const { out, err } = await world.run((context) => showStatus(context, "staging", { json: true }), { env });
    expect(out + err).not.toContain("s3cret");
    expect(JSON.stringify(world.calls())).not.toContain("s3cret");
  });

  test("exits with 1 and the problems when a file is wrong", async () => {
    const wrong = new World([], { ...FILES, "environments/staging.yaml": "kind: k4s\n" });
    const { code, out } = await wrong.run((context) => showStatus(context, "staging", {}));
    wrong.dispose();
    expect(code).toBe(1);
    expect(out).toMatch(/^✗ the environment files are right\n {4}✗ environments\/staging\.yaml:1:/);
  });

  test("sends somebody without k3d to the doctor of that environment", async () => {
    const bare = new World([], FILES);
    const { code, out } = await bare.run((context) => showStatus(context, "development", {}));
    bare.dispose();
    expect(code).toBe(2);
    expect(out).toMatch(/\nNext: npm run platform -- doctor development$/);
  });

  test("looks into a k3d cluster through its first server", async () => {
    world.answer(
      { program: "k3d", asks: "version" },
      { program: "k3d", asks: "cluster list", stdout: '[{"name":"development","serversRunning":1}]' },
      { program: "docker", asks: "info", stdout: "28.2.2\n" },
      { program: "docker", asks: "exec -i k3d-development-server-0 sh -s", stdout: done },
    );
    const { code, out } = await world.run((context) => showStatus(context, "development", {}));
    expect(out).toContain("✓ the cluster runs");
    expect(code).toBe(0);
  });
});
