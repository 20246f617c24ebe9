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

describe("atlantis", () => {
  test("applies what was approved, can be merged and is up to date with main, and a pull request can't change that", () => {
    expect(repoConfig()["repos"]).toEqual([
      expect.objectContaining({
        id: "github.com/example/platform",
        branch: "/^main$/",
        apply_requirements: ["approved", "mergeable", "undiverged"],
        import_requirements: ["approved", "mergeable", "undiverged"],
        allowed_overrides: [],
        allow_custom_workflows: false,
        workflow: "platform",
      }),
    ]);
    // Without it Atlantis takes every checkout for up to date.
    expect(configure(atlantis, app).values["environment"]).toMatchObject({ ATLANTIS_CHECKOUT_STRATEGY: "merge" });
  });

  test("synthesizes before it plans, and plans nothing when that failed", () => {
    expect(JSON.stringify(repoConfig()["repos"])).toContain(
      "npm ci --ignore-scripts --no-audit --no-fund && npm run synth",
    );
    expect(configure(atlantis, app).values["environment"]).toMatchObject({
      ATLANTIS_FAIL_ON_PRE_WORKFLOW_HOOK_ERROR: "true",
    });
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

  test("hands its runs the variables that the environment file names", () => {
    const { values, secrets } = configure(atlantis, {
      ...app,
      variables: { TF_VAR_repository_token: "platform/atlantis#repository-token" },
    });
    expect(values["loadEnvFromSecrets"]).toEqual(["atlantis-variables"]);
    expect(secrets[2]).toEqual({
      name: "atlantis-variables",
      data: { TF_VAR_repository_token: { path: "platform/atlantis", property: "repository-token" } },
    });
    expect(configure(atlantis, app).values).not.toHaveProperty("loadEnvFromSecrets");
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
