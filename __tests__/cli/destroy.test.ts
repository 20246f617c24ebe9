import { rmSync } from "node:fs";
import { join } from "node:path";
import { destroyEnvironment } from "../../cli/commands/destroy";
import { describedCluster, EKS_FILES, FILES, NO_CLUSTER } from "./world/files";
import { World, type Call, type Ran, type Rule } from "./world/world";

type Options = Parameters<typeof destroyEnvironment>[2];

let world: World;
afterEach(() => {
  world.dispose();
});

/** A world in which cdktf is a package, as it is in the repository. */
function begin(files: Readonly<Record<string, string>>): void {
  world = new World(["aws", "kubectl", "cdktf"], files);
  world.write("node_modules/.bin/cdktf", `#!/bin/sh\nexec ${world.root}/bin/cdktf "$@" </dev/null\n`, 0o755);
}

function destroy(name: string, options: Options = {}, answer?: string, env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  return world.run((context) => destroyEnvironment(context, name, options, 0), {
    env: { ...world.env, ...env },
    ask: answer === undefined ? undefined : () => Promise.resolve(answer),
  });
}

const destroyed = (): (string | undefined)[] => world.calls("cdktf").map(({ args }) => args[1]);
const words = ({ args }: Call): string => args.slice(0, 2).join(" ");

describe("platform destroy, on machines of one's own", () => {
  beforeEach(() => {
    begin(FILES);
    world.answer({ program: "cdktf" });
  });

  test("says what goes, has the name typed, and takes the stack down", async () => {
    const { code, err } = await destroy("development", {}, "development");
    expect({ code, err }).toEqual({
      code: 0,
      err: `This destroys development: the cluster in containers, its registry and its volumes.
  Stacks:   development.
Destroying the stack development
development is destroyed. To make it again: npx cdktf deploy development`,
    });
    expect(world.calls().map(({ args }) => args)).toEqual([
      ["destroy", "development", "--auto-approve", "--ignore-missing-stack-dependencies"],
    ]);
  });

  test("names what the protected list has", async () => {
    const { code, out } = await destroy("staging", { dryRun: true }, undefined, { TF_VAR_k3s_token: "token" });
    expect(code).toBe(2);
    expect(out).toContain(
      '  Lost:     what environments/protected.json protects: terraform_data.k3s_machine["server-1"], ',
    );
  });

  test.each<[string, string, Options, string | undefined, string]>([
    ["another name is typed", "development", {}, "staging", "Not confirmed. Nothing was changed."],
    [
      "nobody can be asked",
      "development",
      {},
      undefined,
      "Nobody can be asked here. --yes development does it without asking. Nothing was changed.",
    ],
    [
      "--yes names another",
      "development",
      { yes: "staging" },
      undefined,
      "--yes names staging, and this would destroy development. Nothing was changed.",
    ],
    [
      "there is no API of EKS to go without",
      "development",
      { withoutCluster: true },
      undefined,
      "--without-cluster is for EKS, and development runs on k3d. Nothing was changed.",
    ],
    [
      "the timeout is no number",
      "development",
      { timeout: "soon" },
      undefined,
      '--timeout: "soon" is not a number of minutes.',
    ],
    [
      "a variable is missing that Terraform needs",
      "staging",
      { yes: "staging" },
      undefined,
      "Terraform needs TF_VAR_k3s_token (for a first cluster, openssl rand -hex 32 makes a token). Nothing was changed.",
    ],
  ])("touches nothing when %s", async (_, name, options, answer, message) => {
    const { code, err } = await destroy(name, options, answer);
    expect({ code, last: err.split("\n").at(-1) }).toEqual({ code: 1, last: message });
    expect(world.calls()).toEqual([]);
  });

  test("fails as cdktf fails, and says that it goes on", async () => {
    world.answer({ program: "cdktf", status: 1 });
    const { code, err } = await destroy("development", { yes: "development" });
    expect(code).toBe(1);
    expect(err).toMatch(/cdktf did not destroy development\. The same command goes on from here\.$/);
  });
});

const LIST = JSON.stringify({ items: [] });
const found = (cluster: object = {}): readonly Rule[] => [
  { program: "aws", asks: "describe-cluster", stdout: describedCluster(cluster) },
];
const GONE: readonly Rule[] = [
  { program: "aws", asks: "describe-cluster", stderr: NO_CLUSTER, status: 254 },
  { program: "aws", asks: "get-caller-identity", stdout: "111122223333\n" },
];
const clean: readonly Rule[] = [
  { program: "aws", asks: "get-resources", stdout: '{ "ResourceTagMappingList": [] }' },
  { program: "aws", asks: "describe-volumes", stdout: '{ "Volumes": [] }' },
  { program: "kubectl", asks: "get", stdout: LIST },
  { program: "cdktf" },
];
const ARN = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/net/k8s-envoy/0a1b";
const balancer: Rule = {
  program: "aws",
  asks: "get-resources",
  stdout: JSON.stringify({ ResourceTagMappingList: [{ ResourceARN: ARN }] }),
};
const volume: Rule = {
  program: "aws",
  asks: "describe-volumes",
  stdout: '{ "Volumes": [{ "VolumeId": "vol-0a1b" }] }',
};
const there: Rule = { program: "aws", asks: "elbv2", stdout: "{}" };

describe("platform destroy, on EKS", () => {
  beforeEach(() => {
    begin(EKS_FILES);
  });
  // As inside a tunnel.
  const run = (options: Options = { yes: "production" }) =>
    destroy("production", options, undefined, { KUBE_PROXY_URL: "http://127.0.0.1:1" });

  test("says all that is lost and all that stays, and changes nothing", async () => {
    const items = (...list: object[]): string => JSON.stringify({ items: list });
    const pv = (name: string, policy: string) => ({
      metadata: { name: `pv-${name}` },
      spec: {
        capacity: { storage: "10Gi" },
        claimRef: { namespace: "vault", name },
        persistentVolumeReclaimPolicy: policy,
        csi: { volumeHandle: `vol-${name}` },
      },
    });
    world.answer(
      ...found({ deletionProtection: false }),
      { program: "kubectl", asks: "applications", stdout: items({ metadata: { name: "root" } }) },
      {
        program: "kubectl",
        asks: "services",
        stdout: items({ metadata: { name: "envoy", namespace: "gateway" }, spec: { type: "LoadBalancer" } }),
      },
      { program: "kubectl", asks: "persistentvolumes", stdout: items(pv("data", "Delete"), pv("audit", "Retain")) },
    );
    const { code, out } = await run({ dryRun: true });
    expect(code).toBe(2);
    expect(out.replace(/, which holds .*/, "")).toBe(
      `This destroys production: the cluster, its nodes and its network, with the addresses by which others know it.
  Stacks:   production-bootstrap, then production.
  Lost:     what environments/protected.json protects: aws_eip.network_nat_a_address.
  Argo CD:  1 Application, with everything that they brought.
  Services: load balancers of gateway/envoy.
  Volumes:  1 volume with the data in them: vault/data (10Gi).
  Stays:    1 volume that the cluster retains: vol-audit of vault/audit.
  Stays:    production-data`,
    );
    expect(out).toMatch(/production-data, which holds .*aws_kms_key\.key/);
    expect(world.calls("kubectl").map(({ args }) => args[0])).toEqual(["get", "get", "get"]);
  });

  test("takes the stacks down one after the other, once AWS has nothing left of the cluster", async () => {
    world.answer(...found(), ...clean);
    const { code, err } = await run();
    expect(code).toBe(0);
    expect(destroyed()).toEqual(["production-bootstrap", "production"]);
    expect(err).toMatch(
      /production-data stays, and so does what it costs\. To make it again: npx cdktf deploy production$/,
    );
    const calls = world.calls().map((call) => `${call.program} ${words(call)}`);
    expect(calls.slice(-4)).toEqual([
      "aws ec2 describe-volumes",
      expect.stringMatching(/^aws eks describe-cluster/),
      "cdktf destroy production-bootstrap",
      "cdktf destroy production",
    ]);
  });

  test("stops before it touches anything while EKS protects the cluster", async () => {
    world.answer(...found({ deletionProtection: true }), ...clean);
    expect(await run()).toEqual({
      code: 1,
      out: "",
      err: 'EKS protects the cluster "example-production" from deletion. Write "deletionProtection: false" below "cluster" in environments/production.yaml, then: npx cdktf deploy production',
    });
    expect(world.calls("kubectl")).toEqual([]);
    expect(destroyed()).toEqual([]);
  });

  test("stops when the API gives no answer, and says how to go on without", async () => {
    world.answer(...found(), { program: "kubectl", stderr: "Unable to connect to the server: EOF\n", status: 1 });
    const { code, err } = await run();
    expect({ code, err }).toEqual({
      code: 1,
      err: "What is in the cluster is not known: kubectl get applications.argoproj.io failed: Unable to connect to the server: EOF\nA cluster that nobody can reach any more goes by --without-cluster, which may leave volumes behind. Nothing was changed.",
    });
    expect(destroyed()).toEqual([]);
  });

  test.each([
    ["is gone", GONE, {}, "there is none any more"],
    ["is on its way", found({ status: "DELETING" }), {}, "there is none any more"],
    ["is left out", found(), { withoutCluster: true } as const, "left out, so what it has made in AWS stays"],
  ])("asks no cluster that %s, and leaves out the stack that would", async (_, rules, options, text) => {
    world.answer(...rules, volume, ...clean);
    const { code, err } = await run({ yes: "production", ...options });
    expect(code).toBe(0);
    expect(err).toContain(`  Cluster:  ${text}`);
    expect(err).toContain("aws ec2 delete-volume --region eu-central-1 --volume-id vol-0a1b");
    expect(err).toContain("production-bootstrap is left out: it went with the cluster");
    expect(world.calls("kubectl")).toEqual([]);
    expect(destroyed()).toEqual(["production"]);
  });

  test.each([
    ["that is there", found(), ["After 0 min, these things in AWS are still there"]],
    ["that is gone", GONE, ["The network can't go while it has load balancers."]],
  ])("stops before the network while it has a load balancer of a cluster %s", async (_, rules, texts) => {
    world.answer(...rules, balancer, there, ...clean);
    const { code, err } = await run({ yes: "production", timeout: "0" });
    expect(code).toBe(1);
    for (const text of texts) expect(err).toContain(text);
    expect(err).toContain(`aws elbv2 delete-load-balancer --region eu-central-1 --load-balancer-arn ${ARN}`);
    expect(destroyed()).toEqual([]);
  });

  test("does not wait for a load balancer of which only the tags are left", async () => {
    const notFound = "An error occurred (LoadBalancerNotFound) when calling the DescribeLoadBalancers operation\n";
    world.answer(...found(), balancer, { program: "aws", asks: "elbv2", stderr: notFound, status: 254 }, ...clean);
    expect(await run({ yes: "production", timeout: "0" })).toMatchObject({ code: 0 });
  });

  test("waits for a volume of a cluster that is there", async () => {
    world.answer(...found(), volume, ...clean);
    const { code, err } = await run({ yes: "production", timeout: "0" });
    expect({ code, last: err.split("\n").at(-1) }).toEqual({
      code: 1,
      last: "  aws ec2 delete-volume --region eu-central-1 --volume-id vol-0a1b",
    });
    expect(destroyed()).toEqual([]);
  });

  test("does not wait for a volume that the cluster retains", async () => {
    const retained = {
      metadata: { name: "audit" },
      spec: {
        capacity: { storage: "10Gi" },
        persistentVolumeReclaimPolicy: "Retain",
        csi: { volumeHandle: "vol-0a1b" },
      },
    };
    const volumes = JSON.stringify({ items: [retained] });
    world.answer(...found(), volume, { program: "kubectl", asks: "persistentvolumes", stdout: volumes }, ...clean);
    const { code, err } = await run({ yes: "production", timeout: "0" });
    expect(code).toBe(0);
    expect(err).toContain("  Stays:    1 volume that the cluster retains: vol-0a1b of nobody.");
    expect(world.calls("kubectl").filter(({ args }) => args[0] === "delete")).toEqual([]);
  });

  test("says which program is missing", async () => {
    world.answer(...found(), ...clean);
    rmSync(join(world.root, "node_modules"), { recursive: true });
    expect((await run()).err).toMatch(
      /node_modules\/.bin\/cdktf is not there\. npm ci installs it\. Nothing was changed\.$/,
    );
    rmSync(join(world.root, "bin/kubectl"));
    expect((await run()).err).toContain("What is in the cluster is not known: kubectl is not on the PATH.");
  });

  test("ends by Ctrl-C between two looks, and says that the same command goes on", async () => {
    world.answer(...found(), volume, ...clean);
    const told: string[] = [];
    const tell = (text: string): void => {
      told.push(text);
      if (text.startsWith("Waiting for things in AWS: vol-0a1b")) process.emit("SIGINT");
    };
    const env = { ...world.env, KUBE_PROXY_URL: "http://127.0.0.1:1" };
    const ran = world.run((context) => destroyEnvironment(context, "production", { yes: "production" }, 600), {
      env,
      tell,
    });
    expect(await ran).toMatchObject({ code: 1, err: "Stopped. The same command goes on from here." });
    expect(told.at(-1)).toBe("Waiting for things in AWS: vol-0a1b");
    expect(destroyed()).toEqual([]);
  });
});
