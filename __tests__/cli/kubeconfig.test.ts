import { lstatSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { giveAccess } from "../../cli/commands/kubeconfig";
import { entryOf } from "../../cli/kubeconfig/entry";
import { mergeKubeconfig } from "../../cli/kubeconfig/merge";
import { Clone } from "../helpers/clone";
import { describedCluster, EKS_FILES, FILES, NO_CLUSTER, SIGNED_OUT } from "./world/files";
import { World, type Rule } from "./world/world";

const K3S_YAML = `apiVersion: v1
clusters:
- cluster: { certificate-authority-data: Q0E=, server: https://127.0.0.1:6443 }
  name: default
contexts:
- context: { cluster: default, user: default }
  name: default
current-context: default
kind: Config
users:
- name: default
  user: { client-certificate-data: Q1JU, client-key-data: S0VZ }
`;

const WANTED = {
  apiVersion: "v1",
  kind: "Config",
  clusters: [
    {
      name: "staging",
      cluster: { "certificate-authority-data": "Q0E=", server: "https://k3s.staging.example.org:6443" },
    },
  ],
  contexts: [{ name: "staging", context: { cluster: "staging", user: "staging" } }],
  users: [{ name: "staging", user: { "client-certificate-data": "Q1JU", "client-key-data": "S0VZ" } }],
  "current-context": "staging",
};

describe("platform kubeconfig", () => {
  const world = new World(["ssh", "ssh-add", "k3d"], FILES);
  afterAll(() => {
    world.dispose();
  });

  test("prints the access of the first server, named after the environment, with the endpoint as server", async () => {
    world.answer({ program: "ssh", stdout: K3S_YAML });
    const { code, out, err } = await world.run((context) => giveAccess(context, "staging", {}));
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(parse(out)).toEqual(WANTED);
    expect(world.calls().map(({ host }) => host)).toEqual(["192.0.2.11"]);
  });

  test("uses the server's address where there is no endpoint", async () => {
    const single =
      FILES["environments/staging.yaml"]?.replace(/ {2}endpoint.*\n/, "").replace(/ {4}server-[23].*\n/g, "") ?? "";
    const small = new World(["ssh"], { ...FILES, "environments/staging.yaml": single });
    small.answer({ program: "ssh", stdout: K3S_YAML });
    const { out } = await small.run((context) => giveAccess(context, "staging", {}));
    small.dispose();
    expect(out).toContain("server: https://192.0.2.11:6443");
  });

  test("asks the next server when one doesn't answer or is not set up, and says so", async () => {
    world.answer(
      { program: "ssh", host: "192.0.2.11", fault: "ssh: connect to host 192.0.2.11 port 22: No route to host\n" },
      { program: "ssh", host: "192.0.2.12", status: 44 },
      { program: "ssh", host: "192.0.2.13", stdout: K3S_YAML },
    );
    const { code, out, err } = await world.run((context) => giveAccess(context, "staging", {}));
    expect(code).toBe(0);
    expect(parse(out)).toEqual(WANTED);
    expect(err).toContain("Passed over server-1: 192.0.2.11:22 can't be reached: no route to host.");
    expect(err).toContain("Passed over server-2: k3s was never started there. npx cdktf deploy staging");
  });

  test("fails with every server's reason when none gives access", async () => {
    world.answer({ program: "ssh", status: 44 });
    expect(await world.run((context) => giveAccess(context, "staging", {}))).toEqual({
      code: 1,
      out: "",
      err: [
        "No server of staging gives access:",
        ...[1, 2, 3].map((n) => `  server-${String(n)}: k3s was never started there. npx cdktf deploy staging`),
      ].join("\n"),
    });
  });

  test("writes a file that only its owner can read, and no credential on the terminal", async () => {
    world.answer({ program: "ssh", stdout: K3S_YAML });
    const file = join(world.root, "access");
    const { out, err } = await world.run((context) => giveAccess(context, "staging", { output: file }));
    expect({ out, err }).toEqual({ out: "", err: `Wrote ${file}. Next: kubectl --kubeconfig ${file} get nodes` });
    expect((statSync(file).mode & 0o777).toString(8)).toBe("600");
    expect(parse(world.read("access"))).toEqual(WANTED);
  });

  test("never quotes what it could not read", async () => {
    world.answer({ program: "ssh", stdout: "users: [S0VZ\n" });
    const { err } = await world.run((context) => giveAccess(context, "staging", {}));
    expect(err).toBe("The cluster of staging gave something that is no kubeconfig. Try again.");
  });

  test("merges into the first file of KUBECONFIG that is there, through a link, and keeps the current context", async () => {
    world.answer({ program: "ssh", stdout: K3S_YAML });
    world.write("real/config", "# mine\napiVersion: v1\nkind: Config\ncurrent-context: work\nclusters: []\n");
    symlinkSync(join(world.root, "real/config"), join(world.root, "linked"));
    const env = { ...world.env, KUBECONFIG: `${world.root}/absent:${world.root}/linked` };
    const { err } = await world.run((context) => giveAccess(context, "staging", { merge: true }), { env });
    expect(err).toBe(`${world.root}/linked has the context staging. Next: kubectl --context staging get nodes`);
    expect(lstatSync(join(world.root, "linked")).isSymbolicLink()).toBe(true);
    expect(world.read("real/config")).toMatch(/^# mine\n/);
    expect(parse(world.read("real/config"))).toEqual({ ...WANTED, "current-context": "work" });
  });

  test("makes ~/.kube/config when there is none", async () => {
    world.answer({ program: "ssh", stdout: K3S_YAML });
    const { err } = await world.run((context) => giveAccess(context, "staging", { merge: true }));
    expect(err).toBe(`${world.root}/.kube/config has the context staging. Next: kubectl get nodes`);
    expect(parse(world.read(".kube/config"))).toEqual(WANTED);
  });

  test("leaves a kubeconfig alone that somebody else is writing", async () => {
    world.answer({ program: "ssh", stdout: K3S_YAML });
    world.write("busy/config", "kind: Config\n");
    world.write("busy/config.lock", "");
    const env = { ...world.env, KUBECONFIG: `${world.root}/busy/config` };
    const { code, err } = await world.run((context) => giveAccess(context, "staging", { merge: true }), { env });
    expect(code).toBe(1);
    expect(err).toMatch(/config\.lock is there, so something is writing .*Try again/);
    expect(world.read("busy/config")).toBe("kind: Config\n");
  });

  test("gets a k3d cluster's from k3d", async () => {
    world.answer({
      program: "k3d",
      asks: "kubeconfig get development",
      stdout: K3S_YAML.replace("127.0.0.1:6443", "0.0.0.0:6550"),
    });
    const { out } = await world.run((context) => giveAccess(context, "development", {}));
    expect(parse(out)).toMatchObject({
      "current-context": "development",
      clusters: [{ name: "development", cluster: { server: "https://0.0.0.0:6550" } }],
    });
    world.answer({ program: "k3d", status: 1 });
    expect((await world.run((context) => giveAccess(context, "development", {}))).err).toBe(
      'k3d knows no running cluster "development". Make it: npx cdktf deploy development',
    );
  });

  test("refuses options that don't go together, and an environment that is not there", async () => {
    const message = async (name: string, options: Parameters<typeof giveAccess>[2]): Promise<string> =>
      (await world.run((context) => giveAccess(context, name, options))).err;
    expect(await message("staging", { merge: true, output: "x" })).toBe("--output and --merge: give one of them.");
    expect(await message("staging", { switch: true })).toBe("--switch goes with --merge.");
    expect(await message("stagng", {})).toBe(
      'There is no environment "stagng". Did you mean "staging"? environments/ has development, staging.',
    );
  });

  test("is a command with help, and fails without a stack trace", () => {
    const clone = new Clone();
    const help = clone.platform("kubeconfig", "--help");
    expect(help.stdout).toContain("npm run platform -- kubeconfig staging --merge");
    expect(help.stdout).toContain("Exit codes:");
    const run = clone.platform("kubeconfig", "nowhere");
    clone.dispose();
    expect(run).toEqual({
      code: 1,
      stdout: "",
      stderr:
        'There is no environment "nowhere". environments/ has development, edge-eu, edge-us, production, staging.\n',
    });
  });
});

describe("platform kubeconfig on EKS", () => {
  const world = new World(["aws"], EKS_FILES);
  afterAll(() => {
    world.dispose();
  });

  const access = () => world.run((context) => giveAccess(context, "production", {}));
  const aws = (answer: Omit<Rule, "program">): void => {
    world.answer({ program: "aws", ...answer });
  };

  test("prints an entry that has the aws command ask for a token, and holds nothing secret", async () => {
    aws({ stdout: describedCluster() });
    const { code, out, err } = await access();
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(parse(out)).toEqual({
      apiVersion: "v1",
      kind: "Config",
      clusters: [
        {
          name: "production",
          cluster: {
            server: "https://0123456789ABCDEF.gr7.eu-central-1.eks.amazonaws.com",
            "certificate-authority-data": "Q0E=",
          },
        },
      ],
      contexts: [{ name: "production", context: { cluster: "production", user: "production" } }],
      users: [
        {
          name: "production",
          user: {
            exec: {
              apiVersion: "client.authentication.k8s.io/v1beta1",
              command: "aws",
              args: [
                ...["eks", "get-token", "--cluster-name", "example-production"],
                ...["--region", "eu-central-1", "--output", "json"],
              ],
              interactiveMode: "IfAvailable",
            },
          },
        },
      ],
      "current-context": "production",
    });
    expect(world.calls().map(({ args }) => args.join(" "))).toEqual([
      "eks describe-cluster --name example-production --region eu-central-1 --output json",
    ]);
  });

  test.each<[string, Omit<Rule, "program">, string]>([
    [
      "there is no cluster yet",
      { status: 254, stderr: NO_CLUSTER },
      'EKS has no cluster "example-production" in eu-central-1. Make it: npx cdktf deploy production',
    ],
    [
      "nobody is signed in",
      { status: 255, stderr: SIGNED_OUT },
      "aws could not ask EKS: The SSO session associated with this profile has expired or is otherwise invalid. To refresh this SSO session run aws sso login with the corresponding profile. Sign in to the account 111122223333 (aws sso login, or AWS_PROFILE), then try again.",
    ],
    [
      "another account is signed in, which has a cluster of that name",
      { stdout: describedCluster({ arn: "arn:aws:eks:eu-central-1:444455556666:cluster/example-production" }) },
      "aws is signed in to the account 444455556666, and the environment lives in 111122223333. Sign in to 111122223333.",
    ],
    [
      "the cluster is being made",
      { stdout: describedCluster({ status: "CREATING", endpoint: undefined, certificateAuthority: undefined }) },
      'The cluster "example-production" is CREATING and has no API yet. Try again when it is ACTIVE.',
    ],
    [
      "the cluster has an endpoint and no certificate yet",
      { stdout: describedCluster({ status: "CREATING", certificateAuthority: {} }) },
      'The cluster "example-production" is CREATING and has no API yet. Try again when it is ACTIVE.',
    ],
    [
      "aws says something else",
      { stdout: "usage: aws\n" },
      "aws gave something else than a cluster. Update the AWS CLI.",
    ],
    [
      "aws says nothing of why",
      { status: 1 },
      "aws could not ask EKS and gave no reason. Sign in to the account 111122223333 (aws sso login, or AWS_PROFILE), then try again.",
    ],
  ])("says so when %s", async (_, answer, message) => {
    aws(answer);
    expect(await access()).toEqual({ code: 1, out: "", err: message });
  });

  test("says so when another account is signed in, which has no such cluster", async () => {
    world.answer(
      { program: "aws", asks: "eks describe-cluster", status: 254, stderr: NO_CLUSTER },
      { program: "aws", asks: "sts get-caller-identity", stdout: "444455556666\n" },
    );
    expect((await access()).err).toBe(
      "aws is signed in to the account 444455556666, and the environment lives in 111122223333. Sign in to 111122223333.",
    );
  });

  test("leads to the API through the tunnel where it is inside its network, and straight where it is not", async () => {
    aws({ stdout: describedCluster() });
    const written = (file: string) =>
      world.run((context) => giveAccess(context, "production", { output: `${world.root}/${file}` }));
    expect((await written("inside")).err).toBe(
      `Wrote ${world.root}/inside. Next: npm run platform -- tunnel production -- kubectl get nodes`,
    );
    const own = world.read("environments/production.yaml");
    world.write(
      "environments/production.yaml",
      own.replace(/^cluster:\n/m, "cluster:\n  publicAccess: [203.0.113.0/24]\n"),
    );
    expect((await written("open")).err).toBe(
      `Wrote ${world.root}/open. Next: kubectl --kubeconfig ${world.root}/open get nodes`,
    );
    world.write("environments/production.yaml", own);
  });

  test("says how to get the aws command where there is none", async () => {
    const bare = new World([], EKS_FILES);
    const { code, err } = await bare.run((context) => giveAccess(context, "production", {}));
    bare.dispose();
    expect({ code, err }).toEqual({
      code: 1,
      err: "aws is not on the PATH. Install the AWS CLI: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html",
    });
  });
});

describe("mergeKubeconfig", () => {
  const entry = entryOf(K3S_YAML, "staging", "https://k3s.staging.example.org:6443");

  test("replaces what has the same name, and keeps everything else with its comments", () => {
    const before = `# mine
kind: Config
clusters:
  # the old one
  - name: staging
    cluster: { server: https://old }
  - name: work # keep
    cluster: { server: https://work }
contexts: null
users: []
current-context: work
preferences: { colors: true }
`;
    const { text, current } = mergeKubeconfig(before, entry, "config", false);
    expect(current).toBe(false);
    expect(text).toMatch(/^# mine\n/);
    expect(text).toContain("- name: work # keep\n");
    expect(text).not.toContain("https://old");
    expect(parse(text)).toMatchObject({
      clusters: [WANTED.clusters[0], { name: "work" }],
      contexts: WANTED.contexts,
      users: WANTED.users,
      "current-context": "work",
      preferences: { colors: true },
    });
  });

  test("merging twice changes nothing more", () => {
    const once = mergeKubeconfig("", entry, "config", false).text;
    expect(mergeKubeconfig(once, entry, "config", false).text).toBe(once);
  });

  test("switches when it is asked to", () => {
    const { text, current } = mergeKubeconfig("current-context: work\n", entry, "config", true);
    expect(current).toBe(true);
    expect(parse(text)).toMatchObject({ "current-context": "staging" });
  });

  test.each([
    ["kind: Config\nusers: [S0VZ\n", /^config:\d+ is no kubeconfig that can be read\. Correct it/],
    ["just words\n", /^config is no kubeconfig that can be read/],
    ["users: S0VZ\n", /^config: "users" is not a list\. Correct it/],
  ])("refuses %j without quoting it", (text, message) => {
    expect(() => mergeKubeconfig(text, entry, "config", false)).toThrow(message);
    expect(() => mergeKubeconfig(text, entry, "config", false)).not.toThrow(/S0VZ/);
  });
});
