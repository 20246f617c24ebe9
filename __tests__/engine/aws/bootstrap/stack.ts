import { resolve } from "node:path";
import { z } from "zod";
import type { EksEnvironment } from "../../../../config";
import { makeStacks } from "../../../../stacks";
import { loadPlatform } from "../../../../stacks/load-platform";
import { objectOf } from "../../../../stacks/synthesized-stack";
import type { StackView } from "../../../helpers/stack-view";
import { synthesizeApp } from "../../../helpers/synthesize";

/** What `production` would have told of a cluster. */
export interface Told {
  readonly endpoint: string;
  /** PEM in base64. */
  readonly certificateAuthority: string;
}

const loaded = loadPlatform(resolve(__dirname, "../../../.."));
if (!loaded.ok) throw new Error("the repository's own environments are wrong: npm run platform -- validate");
const { organization, environments } = loaded.platform;
const found = environments.find(({ name }) => name === "production");
if (found?.kind !== "eks") throw new Error("production is no environment on EKS.");

/** The repository's own production. */
export const production: EksEnvironment = found;

/** The same with Argo CD that AWS runs. */
export const managed: EksEnvironment = {
  ...production,
  cluster: {
    ...production.cluster,
    managedArgoCd: {
      identityCenter: { instance: "arn:aws:sso:::instance/ssoins-0123456789abcdef" },
      access: {},
      vpcEndpoints: [],
    },
  },
  components: Object.fromEntries(Object.entries(production.components).filter(([name]) => !name.startsWith("argo-cd"))),
};

/** The stack of its bootstrap, with another version of Argo CD, or of a private repository. */
export function bootstrapView({
  version,
  credential = "none",
}: { readonly version?: string; readonly credential?: "none" | "token" } = {}): StackView {
  const { components } = production;
  const { "argo-cd": argoCd } = components;
  if (argoCd === undefined) throw new Error("production has no Argo CD.");
  const raised = version === undefined ? argoCd : { ...argoCd, version };
  const environment = {
    ...production,
    gitops: { ...production.gitops, credential },
    components: { ...components, "argo-cd": raised },
  };
  return viewOf(environment);
}

/** The same where AWS runs Argo CD. */
export function managedBootstrapView(): StackView {
  return viewOf(managed);
}

function viewOf(environment: EksEnvironment): StackView {
  const view = synthesizeApp((app) => {
    makeStacks(app, { organization, environments: [environment], stages: [] });
  })["production-bootstrap"];
  if (view === undefined) throw new Error("There is no production-bootstrap.");
  return view;
}

/** The files by which an engine runs the stack here: its state, and that of production, beside it. */
export function runnable(view: StackView, told: Told): Readonly<Record<string, string>> {
  const data = objectOf(view.json["data"]);
  const states = Object.keys(objectOf(data["terraform_remote_state"]));
  const local = { backend: "local", config: { path: "production.tfstate" } };
  const outputs = [...new Set([...view.text.matchAll(/outputs\.([\w-]+)/g)].map(([, name = ""]) => name))];
  const valueOf = (name: string): string => {
    if (name.endsWith("_endpoint")) return told.endpoint;
    if (name.includes("certificate_authority")) return told.certificateAuthority;
    throw new Error(`production-bootstrap reads ${name}, which this test does not know.`);
  };
  return {
    "cdk.tf.json": JSON.stringify({
      ...view.json,
      terraform: { ...view.stack.settings, backend: { local: {} } },
      data: { terraform_remote_state: Object.fromEntries(states.map((name) => [name, local])) },
    }),
    "production.tfstate": JSON.stringify({
      version: 4,
      terraform_version: "1.11.0",
      serial: 1,
      lineage: "production",
      outputs: Object.fromEntries(outputs.map((name) => [name, { value: valueOf(name), type: "string" }])),
      resources: [],
    }),
  };
}

const state = z.object({
  values: z.object({
    root_module: z.object({
      resources: z.array(z.object({ type: z.string(), values: z.looseObject({}) })),
    }),
  }),
});

const release = z.object({
  name: z.string(),
  namespace: z.string(),
  repository: z.string(),
  chart: z.string(),
  version: z.string(),
  values: z.array(z.string()),
});

/** A release as Terraform has handed it to the provider. */
export type PlannedRelease = z.output<typeof release>;

/** The releases of `terraform show -json`, the engine's own first. */
export function releasesOf(shown: string): readonly PlannedRelease[] {
  const { resources } = state.parse(JSON.parse(shown)).values.root_module;
  return resources
    .filter(({ type }) => type === "helm_release")
    .map(({ values }) => release.parse(values))
    .sort((one) => (one.chart === "argo-cd" ? -1 : 1));
}
