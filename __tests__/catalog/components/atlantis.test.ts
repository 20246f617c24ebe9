import { z } from "zod";
import { atlantis } from "../../../catalog/components/atlantis";
import { configure, onAws, onAzure } from "./surroundings";

const repositories = ["github.com/example/platform"];
const image = "ghcr.io/example/atlantis:0.46.0-1";
const app = { repositories, image, githubApp: { id: 123456, slug: "example-atlantis" } };
const bot = { repositories, image, githubUser: "example-bot" };

const repoConfig = (): Record<string, unknown> => {
  const text = z.string().parse(configure(atlantis, app).values["repoConfig"]);
  return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
};

const records = z.array(z.record(z.string(), z.unknown()));
const repo = (): Record<string, unknown> => records.parse(repoConfig()["repos"])[0] ?? {};
const steps = (): readonly unknown[] =>
  z.object({ platform: z.object({ plan: z.object({ steps: z.array(z.unknown()) }) }) }).parse(repoConfig()["workflows"])
    .platform.plan.steps;
const environment = (): unknown => configure(atlantis, app).values["environment"];

describe("atlantis", () => {
  test("applies what was approved, can be merged and is up to date with main, and a pull request can't change that", () => {
    expect(repo()).toMatchObject({
      id: "github.com/example/platform",
      branch: "/^main$/",
      plan_requirements: [],
      apply_requirements: ["approved", "mergeable", "undiverged"],
      import_requirements: ["approved", "mergeable", "undiverged"],
      allowed_overrides: [],
      allow_custom_workflows: false,
      workflow: "platform",
      repo_locks: { mode: "on_plan" },
      autodiscover: { mode: "disabled" },
    });
    expect(environment()).toMatchObject({
      ATLANTIS_DISCARD_APPROVAL_ON_PLAN: "true",
      ATLANTIS_ALLOW_COMMANDS: "version,plan,apply,unlock,cancel",
    });
  });

  test("takes the stacks that CI synthesized, has the base branch look at them, and plans nothing when that failed", () => {
    const hooks = z.array(z.object({ run: z.string(), commands: z.string() })).parse(repo()["pre_workflow_hooks"]);
    expect(hooks.map(({ commands }) => commands)).toEqual(["plan"]);
    const lines = hooks.flatMap(({ run }) => run.split("\n"));
    expect(lines.filter((line) => line.includes("cli/run.js"))).toEqual([
      'GITHUB_TOKEN="$PLATFORM_GITHUB_TOKEN" node cli/run.js atlantis receive ../received',
      'node cli/run.js atlantis place ../received "$DIR"',
    ]);
    expect(lines).toContain('git -C "$DIR" archive refs/remotes/origin/main | tar -x -C platform');
    expect(environment()).toMatchObject({
      ATLANTIS_FAIL_ON_PRE_WORKFLOW_HOOK_ERROR: "true",
      ATLANTIS_CHECKOUT_STRATEGY: "merge",
    });
  });

  test("runs nothing that a pull request could have written: no script, no package, no synthesis", () => {
    expect(JSON.stringify(repo())).not.toMatch(/npm|npx|cdktf synth|main\.ts/);
  });

  test("plans the stacks though Git doesn't know them, and looks for no others", () => {
    expect(environment()).toMatchObject({
      ATLANTIS_INCLUDE_GIT_UNTRACKED_FILES: "true",
      ATLANTIS_AUTOPLAN_FILE_LIST: "**/cdk.tf.json",
      ATLANTIS_AUTODISCOVER_MODE: "disabled",
    });
  });

  test("keeps to the engine of its image, and to the providers that are locked", () => {
    expect(environment()).toMatchObject({ ATLANTIS_TF_DOWNLOAD: "false", ATLANTIS_USE_TF_PLUGIN_CACHE: "false" });
    expect(steps()[0]).toEqual({
      run: {
        command: "terraform init -input=false -no-color $([ ! -f .terraform.lock.hcl ] || echo -lockfile=readonly)",
        output: "hide",
      },
    });
  });

  test("shows of a plan how much it changes, and nothing that could be a secret; our own comment says the rest", () => {
    expect(steps().slice(1)).toEqual([
      { run: { command: expect.stringMatching(/^terraform plan .*-out="\$PLANFILE"$/), output: "hide" } },
      {
        run: {
          command: expect.stringContaining("grep -E '^(Plan: |No changes[.]|Changes to Outputs)'"),
          output: "show",
        },
      },
    ]);
    expect(JSON.stringify(repo()["post_workflow_hooks"])).toContain('node cli/run.js comment --pull \\"$PULL_NUM\\"');
  });

  test("is commanded by the teams that are named, of which one may apply", () => {
    const teams = { plan: "developers", apply: "platform-team" };
    expect(configure(atlantis, { ...app, teams }).values["environment"]).toMatchObject({
      ATLANTIS_GH_TEAM_ALLOWLIST:
        "developers:plan,developers:unlock,developers:cancel,developers:version,platform-team:*",
    });
    expect(environment()).not.toHaveProperty("ATLANTIS_GH_TEAM_ALLOWLIST");
  });

  test("listens to the named repositories alone, and to neither forks nor drafts", () => {
    expect(configure(atlantis, app).values).toMatchObject({
      orgAllowlist: "github.com/example/platform",
      allowForkPRs: false,
      allowDraftPRs: false,
      hidePrevPlanComments: true,
    });
  });

  test("acts as a GitHub App, whose key and webhook secret come from Vault", () => {
    const { values, secrets } = configure(atlantis, app);
    expect(values).toMatchObject({
      githubApp: { id: 123456, slug: "example-atlantis" },
      vcsSecretName: "atlantis-vcs",
    });
    expect(secrets[0]).toEqual({
      name: "atlantis-vcs",
      data: {
        "key.pem": { path: "platform/atlantis", property: "app-key" },
        github_secret: { path: "platform/atlantis", property: "webhook-secret" },
      },
    });
  });

  test("acts as a GitHub user by a token in its place", () => {
    const { values, secrets } = configure(atlantis, bot);
    expect(values).toMatchObject({ github: { user: "example-bot" } });
    expect(Object.keys(secrets[0]?.data ?? {})).toEqual(["github_token", "github_secret"]);
  });

  test("asks for a password on its page, and gives it to Prometheus", () => {
    const { values, secrets, links } = configure(atlantis, app);
    expect(values).toMatchObject({
      atlantisUrl: "https://atlantis.staging.example.org",
      basicAuthSecretName: "atlantis-web",
      servicemonitor: { enabled: true, auth: { externalSecret: { enabled: true, name: "atlantis-web" } } },
    });
    expect(secrets[1]?.name).toBe("atlantis-web");
    expect(links).toEqual([{ name: "Atlantis", host: "atlantis", service: { name: "atlantis", port: 80 } }]);
  });

  test("hands its runs the variables that the environment file names, and its hooks a token of their own", () => {
    const { values, secrets } = configure(atlantis, {
      ...app,
      variables: { TF_VAR_repository_token: "platform/atlantis#repository-token" },
    });
    expect(values["loadEnvFromSecrets"]).toEqual(["atlantis-variables"]);
    // Terraform's provider for GitHub would act by a GITHUB_TOKEN.
    expect(secrets[2]).toEqual({
      name: "atlantis-variables",
      data: {
        PLATFORM_GITHUB_TOKEN: { path: "platform/atlantis", property: "hook-token" },
        TF_VAR_repository_token: { path: "platform/atlantis", property: "repository-token" },
      },
    });
  });

  test("may take on the deploy role on AWS and do nothing else, and acts as that role", () => {
    const { permissions, values } = configure(atlantis, app, onAws);
    expect(permissions).toEqual([
      {
        serviceAccounts: ["atlantis"],
        aws: [
          {
            sid: "AtlantisDeploys",
            actions: ["sts:AssumeRole", "sts:TagSession"],
            resources: ["arn:aws:iam::123456789012:role/example-production-deploy"],
          },
        ],
      },
    ]);
    expect(values["aws"]).toEqual({
      config: `[default]
region = eu-central-1
role_arn = arn:aws:iam::123456789012:role/example-production-deploy
role_session_name = atlantis
credential_source = EcsContainer
`,
    });
  });

  test("has no rights in a cloud elsewhere", () => {
    expect(configure(atlantis, app, onAzure).permissions).toEqual([{ serviceAccounts: ["atlantis"] }]);
    expect(configure(atlantis, app).values).not.toHaveProperty("aws");
  });

  test("runs as nobody special on a read-only root, without a token of the cluster", () => {
    expect(configure(atlantis, app).values).toMatchObject({
      serviceAccount: { mount: false },
      statefulSet: { securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } } },
      containerSecurityContext: { readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } },
    });
  });

  test.each([
    ["ghcr.io/example/atlantis:0.46.0-1", "ghcr.io/example/atlantis", "0.46.0-1"],
    [`localhost/atlantis:1@sha256:${"a".repeat(64)}`, "localhost/atlantis", `1@sha256:${"a".repeat(64)}`],
  ])("runs the image %s", (reference, repository, tag) => {
    expect(configure(atlantis, { ...app, image: reference }).values["image"]).toMatchObject({ repository, tag });
  });

  test.each([[{ repositories, image }], [{ ...app, githubUser: "example-bot" }]])(
    "is refused as nobody, and as two at once: %j",
    (options) => {
      expect(() => configure(atlantis, options)).toThrow(
        "staging: components.atlantis: needs either githubApp or githubUser: as whom it comments.",
      );
    },
  );

  test.each([
    [{ repositories: [] }, /name the platform's repository at least/],
    [{ repositories: ["github.com/*"] }, /is not a repository/],
    [{ image: "ghcr.io/example/atlantis" }, /is not an image with an exact tag/],
    [{ image: "ghcr.io/example/atlantis:latest" }, /nothing here is ever latest/],
    [{ variables: { TF_VAR_x: "platform/atlantis" } }, /is not a key in Vault/],
    [{ variables: { "1x": "a#b" } }, /1x/],
  ])("refuses the options %j", (options, message) => {
    expect(() => configure(atlantis, { ...app, ...options })).toThrow(message);
  });
});
