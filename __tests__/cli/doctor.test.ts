import { showFindings } from "../../cli/commands/doctor";
import type { Finding } from "../../cli/doctor/finding";
import { hostKeyFinding } from "../../cli/doctor/host-keys";
import { remedy } from "../../cli/doctor/remedies";
import { nodeFinding } from "../../cli/doctor/tools";
import { atLeast } from "../../cli/doctor/versions";
import { ECDSA, ED25519, EKS_FILES, FILES } from "./world/files";
import { World, type Rule } from "./world/world";

const PROGRAMS = ["terraform", "git", "ssh", "ssh-add", "ssh-keyscan", "k3d", "docker", "kubectl", "apt-get"];
const FINE: readonly Rule[] = [
  { program: "terraform", asks: "version -json", stdout: '{ "terraform_version": "1.11.4" }' },
  { program: "git", asks: "--version", stdout: "git version 2.39.5\n" },
  { program: "git", asks: "check-ignore" },
  { program: "ssh-keyscan", asks: "192.0.2.", stdout: `192.0.2.11 ${ED25519}\n` },
  { program: "ssh-add", stdout: "256 SHA256:x me (ED25519)\n" },
  ...["k3d", "docker", "kubectl", "apt-get"].map((program) => ({ program, stdout: `${program} 1.0\n` })),
];

describe("platform doctor", () => {
  const world = new World(PROGRAMS, FILES);
  afterAll(() => {
    world.dispose();
  });

  async function findings(rules: readonly Rule[], name?: string, env: NodeJS.ProcessEnv = {}): Promise<Finding[]> {
    world.answer(...rules, ...FINE);
    const context = { env: { ...world.env, ...env } };
    const { out } = await world.run((full) => showFindings(full, name, { json: true }), context);
    const json: { parse(text: string): Finding[] } = JSON;
    return json.parse(out);
  }
  const one = (list: readonly Finding[], name: string) => list.find((finding) => finding.name === name);

  test("says what there is, and exits with 0 when nothing is missing", async () => {
    world.answer(...FINE);
    const { code, out, err } = await world.run((context) => showFindings(context, undefined, {}));
    expect(err).toBe("");
    expect(out).toContain("✓ engine: terraform 1.11.4\n");
    expect(out).toContain("✓ ssh-agent: 1 key\n");
    expect(out).toContain("✓ .state: ignored by git\n");
    expect(out).toMatch(/\n\nNothing that is needed is missing\.$/);
    expect(code).toBe(0);
  });

  test("looks at variables only of an environment that is named, and never at their values", async () => {
    expect(one(await findings([]), "variables of staging")).toBeUndefined();
    expect(one(await findings([], "staging"), "variables of staging")).toEqual({
      name: "variables of staging",
      state: "todo",
      detail: "not set: TF_VAR_k3s_token (for a first cluster, openssl rand -hex 32 makes a token)",
      fix: "read -rs TF_VAR_k3s_token && export TF_VAR_k3s_token",
    });
    const list = await findings([], "staging", { TF_VAR_k3s_token: "s3cret" });
    expect(one(list, "variables of staging")?.state).toBe("ok");
    expect(JSON.stringify(list)).not.toContain("s3cret");
  });

  test("exits with 2 when only a variable or the repository is left to do", async () => {
    world.answer(...FINE);
    const { code, out } = await world.run((context) => showFindings(context, "staging", {}));
    expect(code).toBe(2);
    expect(out).toMatch(/\n\n1 left to do\.$/);
  });

  test("finds the placeholder in the place of a repository", async () => {
    const staging = FILES["environments/staging.yaml"] ?? "";
    const fresh = new World(PROGRAMS, {
      ...FILES,
      "environments/staging.yaml": staging.replace("acme/gitops", "example/platform"),
    });
    fresh.answer(...FINE);
    const { code, out } = await fresh.run((context) => showFindings(context, undefined, {}));
    fresh.dispose();
    expect(code).toBe(2);
    expect(out).toContain(
      "✗ gitops.repository: still the placeholder example/platform in staging, which no cluster can pull from\n    Write yours",
    );
  });

  test("looks at all tools even when a file is wrong, and shows what is", async () => {
    const wrong = new World(PROGRAMS, { ...FILES, "environments/staging.yaml": "kind: k4s\nfoo: 1\n" });
    wrong.answer(...FINE);
    const { code, out } = await wrong.run((context) => showFindings(context, "staging", {}));
    wrong.dispose();
    expect(code).toBe(1);
    expect(out).toContain("✓ k3d: k3d 1.0\n");
    expect(out).toContain("✓ ssh-agent: 1 key\n");
    expect(out).toMatch(/✗ environment files: environments\/staging\.yaml:1:.*\n {2}environments\/staging\.yaml:/);
  });

  test("asks for k3d and Docker only where an environment needs them, for ssh likewise", async () => {
    const staging = (await findings([], "staging")).map(({ name }) => name);
    expect(staging).not.toContain("k3d");
    expect(staging).toContain("ssh-agent");
    const development = (await findings([], "development")).map(({ name }) => name);
    expect(development).toEqual(expect.arrayContaining(["k3d", "docker"]));
    expect(development).not.toContain("ssh-agent");
  });

  test("asks for the aws command only where an environment is on EKS", async () => {
    expect((await findings([])).map(({ name }) => name)).not.toContain("aws");
    const cloud = new World([...PROGRAMS, "aws"], EKS_FILES);
    cloud.answer({ program: "aws", stdout: "aws-cli/2.31.0 Python/3.13.7\n" }, ...FINE);
    const { code, out } = await cloud.run((context) => showFindings(context, "production", {}));
    cloud.dispose();
    expect(code).toBe(0);
    expect(out).toContain("✓ aws: aws-cli/2.31.0");
    for (const other of ["ssh-agent", "k3d", "docker"]) expect(out).not.toContain(`${other}:`);
  });

  test("says how to get the aws command where it is missing", async () => {
    const cloud = new World(PROGRAMS, EKS_FILES);
    cloud.answer(...FINE);
    const { code, out } = await cloud.run((context) => showFindings(context, "production", {}));
    cloud.dispose();
    expect(code).toBe(1);
    expect(out).toContain("✗ aws: not on the PATH\n    sudo apt-get install awscli");
  });

  test.each<[string, Rule, NodeJS.ProcessEnv, Partial<Finding>]>([
    [
      "engine",
      { program: "terraform", stdout: '{ "terraform_version": "1.9.8" }' },
      {},
      {
        state: "missing",
        detail: "terraform 1.9.8, at least 1.11 is needed",
        fix: "See https://developer.hashicorp.com/terraform/install",
      },
    ],
    ["engine", { program: "terraform", stdout: "Terraform v0.11\n" }, {}, { state: "missing" }],
    [
      "engine",
      { program: "terraform", status: 1 },
      { TERRAFORM_BINARY_NAME: "tofu" },
      { state: "missing", detail: "tofu is not on the PATH" },
    ],
    [
      "ssh-agent",
      { program: "ssh-add", status: 1 },
      {},
      { state: "missing", detail: "the SSH agent has no key", fix: "Add yours: ssh-add ~/.ssh/id_ed25519" },
    ],
    ["docker", { program: "docker", asks: "info", status: 1 }, {}, { state: "ok" }],
    [
      ".state",
      { program: "git", asks: "check-ignore", status: 1 },
      {},
      { state: "missing", detail: "not ignored by git", fix: "Put the line .state/ into .gitignore." },
    ],
    [
      "TF_CLI_CONFIG_FILE",
      { program: "none" },
      { TF_CLI_CONFIG_FILE: "/nowhere/cli.tfrc" },
      { state: "missing", detail: "/nowhere/cli.tfrc is not there; the engine goes on without its settings" },
    ],
  ])("finds fault with %s: %j", async (name, rule, env, finding) => {
    expect(one(await findings([rule], undefined, env), name)).toMatchObject(finding);
  });

  test("says that Docker is there but doesn't run", async () => {
    const list = await findings([{ program: "docker", asks: "info", status: 1 }]);
    expect(list).toContainEqual({
      name: "docker",
      state: "missing",
      detail: "Docker doesn't answer",
      fix: "Start Docker.",
    });
  });

  test("finds the state of the organization's bucket in a file, where no environment has one", async () => {
    const organization = (backend: string): string => `name: example
domain: example.org
state: { account: "111122223333", region: eu-central-1, bucket: example-states, keyAlias: states, backend: ${backend} }
`;
    const production = String(EKS_FILES["environments/production.yaml"]).replace(
      "{ backend: local }",
      "{ backend: s3, bucket: example-states, region: eu-central-1, kmsKeyId: alias/states }",
    );
    const look = async (backend: string): Promise<string> => {
      const files = {
        "environments/production.yaml": production,
        "environments/organization.yaml": organization(backend),
      };
      const cloud = new World([...PROGRAMS, "aws"], { ...EKS_FILES, ...files });
      cloud.answer({ program: "aws", stdout: "aws-cli/2.31.0\n" }, ...FINE);
      const { out } = await cloud.run((context) => showFindings(context, undefined, {}));
      cloud.dispose();
      return out;
    };
    expect(await look("local")).toContain("✓ .state: ignored by git\n");
    expect(await look("s3")).not.toContain(".state");
  });

  test("names what is not there, and how to get it; kubectl is only a hint", async () => {
    const bare = new World(["apt-get"], FILES);
    bare.answer({ program: "apt-get" });
    const { code, out } = await bare.run((context) => showFindings(context, undefined, {}));
    bare.dispose();
    expect(code).toBe(1);
    expect(out).toContain("✗ git: not on the PATH\n    sudo apt-get install git\n");
    expect(out).toContain("✗ ssh: not on the PATH\n    sudo apt-get install openssh-client\n");
    expect(out).toContain("– kubectl: not on the PATH; only needed for looking into a cluster\n");
    expect(out).toMatch(/\n\n\d missing or broken\.$/);
  });

  test("offers OpenTofu when only that is there", async () => {
    const tofu = new World(["tofu"], FILES);
    tofu.answer({ program: "tofu", stdout: "OpenTofu v1.11.0\n" });
    const { out } = await tofu.run((context) => showFindings(context, undefined, {}));
    tofu.dispose();
    expect(out).toContain(
      "✗ engine: terraform is not on the PATH, but OpenTofu is\n    export TERRAFORM_BINARY_NAME=tofu\n",
    );
  });

  test.each(["staging.yaml", "environments/staging.yaml"])("knows what %s is meant to be", async (name) => {
    const { err } = await world.run((context) => showFindings(context, name, {}));
    expect(err).toBe(
      `There is no environment "${name}". Did you mean "staging"? environments/ has development, staging.`,
    );
  });

  test("fails on an environment that is not there", async () => {
    const { code, err } = await world.run((context) => showFindings(context, "stagin", {}));
    expect({ code, err }).toEqual({
      code: 1,
      err: 'There is no environment "stagin". Did you mean "staging"? environments/ has development, staging.',
    });
  });
});

describe("hostKeyFinding", () => {
  const world = new World(["ssh-keyscan"], {});
  afterAll(() => {
    world.dispose();
  });
  const target = { name: "server-1", host: "192.0.2.11", port: 22, user: "root", timeoutSeconds: 5 };
  const context = { root: world.root, env: world.env, platform: "linux", colours: false, ask: undefined } as const;
  const quiet = { ...context, print: () => undefined, tell: () => undefined };
  const find = (hostKey: string, ...keys: readonly string[]) => {
    world.answer({ program: "ssh-keyscan", stdout: keys.map((key) => `192.0.2.11 ${key}\n`).join("") });
    return hostKeyFinding(quiet, { ...target, hostKey });
  };

  test("is content with the key that Terraform is shown", async () => {
    expect(await find(ECDSA, ED25519, ECDSA)).toMatchObject({ state: "ok" });
    expect(await find(ED25519, ED25519)).toMatchObject({ state: "ok" });
  });

  test("finds a pinned key that ssh accepts and Terraform never sees", async () => {
    expect(await find(ED25519, ED25519, ECDSA)).toEqual({
      name: "host key of server-1",
      state: "missing",
      detail: "Terraform is shown the ecdsa-sha2-nistp256 key of 192.0.2.11, and ssh-ed25519 is pinned",
      fix: `Pin this one, once you are sure that it is that machine: ${ECDSA}`,
    });
  });

  test("finds a machine that was made anew", async () => {
    expect(await find(ECDSA, ECDSA.replace(/.{8}=$/, "AAAAAAA="))).toMatchObject({
      state: "missing",
      detail: "192.0.2.11 shows another ecdsa-sha2-nistp256 key than the pinned one",
    });
  });

  test("gives a hint when the machine can't be asked", async () => {
    expect(await find(ED25519)).toEqual({
      name: "host key of server-1",
      state: "hint",
      detail: "ssh-ed25519 is pinned, and Terraform takes the ECDSA key of a machine that has one",
      fix: "Pin that: ssh-keyscan -t ecdsa -p 22 192.0.2.11",
    });
    expect(await find(ECDSA)).toBeUndefined();
  });
});

describe("versions and remedies", () => {
  test.each([
    ["1.11.4", "1.11", true],
    ["1.12.0-beta1", "1.11", true],
    ["1.9.8", "1.11", false],
    ["20.19.0", "20.19", true],
    ["20.9", "20.19", false],
    ["22", "20.19", true],
  ])("%s is at least %s: %s", (version, wanted, is) => {
    expect(atLeast(version, wanted)).toBe(is);
  });

  test("an old Node is missing, with the way to a newer one", () => {
    expect(nodeFinding("18.1.0", "20.19", "brew")).toEqual({
      name: "node",
      state: "missing",
      detail: "18.1.0, at least 20.19 is needed",
      fix: "brew install node@22",
    });
  });

  test("a program comes from brew, from apt, or from its own page", () => {
    expect(remedy("k3d", "brew")).toBe("brew install k3d");
    expect(remedy("docker", "apt")).toBe("sudo apt-get install docker.io");
    expect(remedy("k3d", "apt")).toBe("See https://k3d.io/stable/#installation");
    expect(remedy("git", "none")).toBe("See https://git-scm.com/downloads");
  });
});
