import type { Values } from "../../constructs/gitops/values";
import type { ComponentContext } from "../component";
import { component } from "../define";
import type { SecretSpec } from "../kubernetes";
import type { Cloud } from "../surroundings";
import { TOKEN_VARIABLE } from "./atlantis/hooks";
import { atlantisOptions, type AtlantisOptions } from "./atlantis/options";
import { repoConfig } from "./atlantis/repos";

type Context = ComponentContext<AtlantisOptions>;

const NAME = "atlantis";
const VCS_SECRET = "atlantis-vcs";
const WEB_SECRET = "atlantis-web";
const VARIABLES_SECRET = "atlantis-variables";

/** Atlantis: plans on the pull request, applies what was approved. */
export const atlantis = component({
  name: NAME,
  summary: "Plans every stack on the pull request, and applies what was approved.",
  group: "delivery",
  chart: { repository: "https://runatlantis.github.io/helm-charts", name: "atlantis" },
  namespace: NAME,
  podSecurity: "restricted",
  after: ["prometheus-crds", "storage"],
  options: atlantisOptions,
  mistakes: ({ options: { githubApp, githubUser } }) =>
    (githubApp === undefined) === (githubUser === undefined)
      ? [{ message: "needs either githubApp or githubUser: as whom it comments." }]
      : [],
  values: (context) => {
    const { domain, options, has, cloud } = context;
    return {
      fullnameOverride: NAME,
      atlantisUrl: `https://${NAME}.${domain}`,
      orgAllowlist: options.repositories.join(","),
      ...account(options),
      vcsSecretName: VCS_SECRET,
      basicAuthSecretName: WEB_SECRET,
      ...image(options.image),
      repoConfig: repoConfig(options.repositories),
      hidePrevPlanComments: true,
      allowForkPRs: false,
      allowDraftPRs: false,
      lockingDbType: "boltdb",
      environment: {
        // Else it plans without the stacks, and without anybody having looked at them.
        ATLANTIS_FAIL_ON_PRE_WORKFLOW_HOOK_ERROR: "true",
        // The hook runs the base branch's command, and only a merge has that branch in its checkout.
        ATLANTIS_CHECKOUT_STRATEGY: "merge",
        // The stacks are nowhere in Git.
        ATLANTIS_INCLUDE_GIT_UNTRACKED_FILES: "true",
        ATLANTIS_AUTOPLAN_FILE_LIST: "**/cdk.tf.json",
        ATLANTIS_AUTODISCOVER_MODE: "disabled",
        // A stack says ">= 1.11.0": Atlantis would download the newest there is.
        ATLANTIS_TF_DOWNLOAD: "false",
        // Terraform's cache of providers can't be filled by two plans at a time.
        ATLANTIS_USE_TF_PLUGIN_CACHE: "false",
        // Whoever approved has seen another plan.
        ATLANTIS_DISCARD_APPROVAL_ON_PLAN: "true",
        ATLANTIS_ALLOW_COMMANDS: "version,plan,apply,unlock,cancel",
        ...teams(options),
        CHECKPOINT_DISABLE: "1",
      },
      loadEnvFromSecrets: [VARIABLES_SECRET],
      ...(cloud.kind === "aws" ? { aws: { config: awsConfig(context, cloud) } } : {}),
      service: { type: "ClusterIP" },
      // The gateway has the route.
      ingress: { enabled: false },
      test: { enabled: false },
      // It holds its plans on one volume, so there is one of it.
      replicaCount: 1,
      volumeClaim: { enabled: true, dataStorage: options.dataSize },
      serviceAccount: { name: NAME, mount: false },
      statefulSet: { securityContext: POD_SECURITY },
      containerSecurityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      },
      resources: { requests: { cpu: "100m", memory: "512Mi" }, limits: { memory: "2Gi" } },
      servicemonitor: {
        enabled: has("prometheus-crds"),
        auth: {
          externalSecret: { enabled: true, name: WEB_SECRET, keys: { username: "username", password: "password" } },
        },
      },
    };
  },
  secrets: (context) => [
    credentials(context),
    { name: WEB_SECRET, data: keys({ username: "web-username", password: "web-password" }) },
    variables(context.options),
  ],
  permissions: (context) => ({
    serviceAccounts: [NAME],
    ...(context.cloud.kind === "aws"
      ? {
          aws: [
            {
              sid: "AtlantisDeploys",
              // All else is what that role may do, state included. A pod's identity carries tags, which go along.
              actions: ["sts:AssumeRole", "sts:TagSession"],
              resources: [deployRole(context, context.cloud)],
            },
          ],
        }
      : {}),
  }),
  links: () => [{ name: "Atlantis", host: NAME, service: { name: NAME, port: 80 } }],
});

const POD_SECURITY: Values = {
  runAsNonRoot: true,
  runAsUser: 100,
  runAsGroup: 1000,
  fsGroup: 1000,
  fsGroupChangePolicy: "OnRootMismatch",
  seccompProfile: { type: "RuntimeDefault" },
};

function account({ githubApp, githubUser }: AtlantisOptions): Values {
  if (githubApp !== undefined) return { githubApp: { id: githubApp.id, slug: githubApp.slug } };
  return githubUser === undefined ? {} : { github: { user: githubUser } };
}

/** What GitHub knows it by, in the keys that the chart reads. */
function credentials({ options }: Context): SecretSpec {
  const [key, property] = options.githubApp === undefined ? ["github_token", "github-token"] : ["key.pem", "app-key"];
  return { name: VCS_SECRET, data: keys({ [key]: property, github_secret: "webhook-secret" }) };
}

/** Without a list of teams, whoever may comment may apply. */
function teams({ teams }: AtlantisOptions): Values {
  if (teams === undefined) return {};
  const commands = ["plan", "unlock", "cancel", "version"].map((name) => `${teams.plan}:${name}`);
  return { ATLANTIS_GH_TEAM_ALLOWLIST: [...commands, `${teams.apply}:*`].join(",") };
}

function variables({ variables }: AtlantisOptions): SecretSpec {
  const data = Object.entries(variables).map(([name, key]) => {
    const [path = "", property = ""] = key.split("#");
    return [name, { path, property }] as const;
  });
  return {
    name: VARIABLES_SECRET,
    data: { ...keys({ [TOKEN_VARIABLE]: "hook-token" }), ...Object.fromEntries(data) },
  };
}

function keys(properties: Readonly<Record<string, string>>): SecretSpec["data"] {
  return Object.fromEntries(
    Object.entries(properties).map(([key, property]) => [key, { path: "platform/atlantis", property }]),
  );
}

function image(reference: string): Values {
  const tag = reference.indexOf(":", reference.lastIndexOf("/"));
  return { image: { repository: reference.slice(0, tag), tag: reference.slice(tag + 1), pullPolicy: "IfNotPresent" } };
}

type Aws = Extract<Cloud, { kind: "aws" }>;

function deployRole({ organization, environment }: Context, { account }: Aws): string {
  return `arn:aws:iam::${account}:role/${organization}-${environment}-deploy`;
}

/** Every run acts as the deploy role, which the pod's own identity may take on and nothing else. */
function awsConfig(context: Context, cloud: Aws): string {
  return `[default]
region = ${cloud.region}
role_arn = ${deployRole(context, cloud)}
role_session_name = atlantis
credential_source = EcsContainer
`;
}
